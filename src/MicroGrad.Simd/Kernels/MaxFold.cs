using System.Numerics.Tensors;

namespace MicroGrad.Simd.Kernels;

/// <summary>Maxima; NaN wins.</summary>
internal readonly struct MaxFold : IFold
{
    public static void Inner<T>(ReadOnlySpan<T> values, ref T total) where T : IFloatingPointIeee754<T> =>
        total = T.Max(total, TensorPrimitives.Max(values));

    public static void Rows<T>(ReadOnlySpan<T> values, Span<T> totals) where T : IFloatingPointIeee754<T>
    {
        for (; !values.IsEmpty; values = values[totals.Length..]) TensorPrimitives.Max(totals, values[..totals.Length], totals);
    }
}
