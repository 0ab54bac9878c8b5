using System.Numerics.Tensors;

namespace MicroGrad.Simd.Kernels;

/// <summary>Questions about all elements of a span.</summary>
internal static class Scan
{
    public static bool ContainsNaN<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => TensorPrimitives.IsNaNAny(x);

    /// <summary>Whether |x| &gt; bound anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AnyBeyond<T>(ReadOnlySpan<T> x, T bound) where T : IFloatingPointIeee754<T>
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated && Vector<T>.IsSupported)
        {
            var bounds = new Vector<T>(bound);
            for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
                if (Vector.GreaterThanAny(Vector.Abs(new Vector<T>(x[i..])), bounds)) return true;
        }

        for (; i < x.Length; i++)
            if (T.Abs(x[i]) > bound) return true;
        return false;
    }
}
