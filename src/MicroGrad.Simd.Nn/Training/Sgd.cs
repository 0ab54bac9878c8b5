namespace MicroGrad.Simd.Nn;

/// <summary>Gradient descent: parameter −= rate · gradient.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Sgd<T> : Optimizer<T> where T : IFloatingPointIeee754<T>
{
    /// <summary>Takes the parameters to move and the learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not finite.</exception>
    public Sgd(IReadOnlyList<Parameter<T>> parameters, T rate)
        : base(parameters, rate)
    {
    }

    /// <inheritdoc/>
    public override void Step()
    {
        for (int i = 0; i < Parameters.Count; i++)
        {
            Span<T> data = Parameters[i].Data;
            ReadOnlySpan<T> grad = Parameters[i].Grad;
            for (int j = 0; j < data.Length; j++) data[j] -= Rate * grad[j];
        }
    }
}
