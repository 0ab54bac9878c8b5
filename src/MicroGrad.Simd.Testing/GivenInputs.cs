using System.Numerics;

namespace MicroGrad.Simd.Testing;

/// <summary>Gives a draw that makes the same choices again other inputs.</summary>
internal sealed class GivenInputs<T>(Tensor<T>[] inputs) : InputSource<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private int _next;

    public override Tensor<T> Next(Shape shape, Values values) => inputs[_next++];
}
