using System.Numerics;

namespace MicroGrad.Simd.Testing;

/// <summary>Where a draw's inputs come from.</summary>
internal abstract class InputSource<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The next input.</summary>
    public abstract Tensor<T> Next(Shape shape, Values values);

    /// <summary>Says what view of the latest input is used.</summary>
    public virtual void UsedAs(string view, Shape shape)
    {
    }
}
