namespace MicroGrad.Simd.Nn;

/// <summary>A function of tensors with parameters to be learned.</summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract class Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The parameters, in a fixed order.</summary>
    public abstract IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>Whether the module is being trained, which dropout and batch norm have to know. At first true.</summary>
    public virtual bool IsTraining { get; set; } = true;

    /// <summary>Applies the module, recording on the tape of <paramref name="x"/>.</summary>
    /// <param name="x">Batch first.</param>
    public abstract Tensor<T> Forward(Tensor<T> x);
}
