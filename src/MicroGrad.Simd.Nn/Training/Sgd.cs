namespace MicroGrad.Simd.Nn;

/// <summary>Gradient descent, with momentum, Nesterov's form of it and weight decay where they are wanted.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>
/// g = gradient + weightDecay · p; with momentum μ, b = μ b + g from b = g at the first step, and g becomes b, or g + μ b with Nesterov;
/// p −= rate · g. Source: I. Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013, in the form of PyTorch.
/// </remarks>
public sealed class Sgd<T> : Optimizer<T> where T : IFloatingPointIeee754<T>
{
    private readonly T _momentum;
    private readonly T _weightDecay;
    private readonly bool _nesterov;
    private readonly T[][] _velocities;
    private bool _first = true;

    /// <summary>Takes the parameters to move and plain gradient descent's learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not finite.</exception>
    public Sgd(IReadOnlyList<Parameter<T>> parameters, T rate)
        : this(parameters, rate, T.Zero)
    {
    }

    /// <summary>Takes the parameters to move, and how.</summary>
    /// <param name="parameters">What to move.</param>
    /// <param name="rate">The learning rate, at least 0.</param>
    /// <param name="momentum">How much of the last step goes into the next, from 0 up to but not including 1.</param>
    /// <param name="nesterov">Look ahead along the momentum; needs momentum above 0.</param>
    /// <param name="weightDecay">The L2 penalty's slope, at least 0; the default is none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range or not finite.</exception>
    /// <exception cref="ArgumentException">Nesterov without momentum.</exception>
    public Sgd(IReadOnlyList<Parameter<T>> parameters, T rate, T momentum, bool nesterov = false, T weightDecay = default!)
        : base(parameters, rate)
    {
        _momentum = InUnitInterval(momentum, nameof(momentum));
        _weightDecay = NotNegative(weightDecay, nameof(weightDecay));
        if (nesterov && momentum == T.Zero) throw new ArgumentException("Sgd: Nesterov's form needs a momentum above 0.", nameof(nesterov));
        _nesterov = nesterov;
        _velocities = momentum == T.Zero ? [] : State();
    }

    /// <inheritdoc/>
    public override void Step()
    {
        for (int i = 0; i < Parameters.Count; i++)
        {
            Span<T> data = Parameters[i].Data;
            ReadOnlySpan<T> grad = Parameters[i].Grad;
            if (_velocities.Length == 0) Updates.Descend(grad, Rate, _weightDecay, data);
            else Updates.DescendWithMomentum(grad, Rate, _weightDecay, _momentum, _first, _nesterov, _velocities[i], data);
        }

        _first = false;
    }
}
