using System.Numerics.Tensors;

namespace MicroGrad.Simd.Kernels;

/// <summary>Questions about all elements of a span.</summary>
internal static class Scan
{
    public static bool ContainsNaN<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => TensorPrimitives.IsNaNAny(x);
}
