using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MicroGrad.Simd.Kernels;

/// <summary>Questions about all elements of a span, for kernels that are faster where nothing is special.</summary>
internal static class Scan
{
    public static bool ContainsNaN<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => TensorPrimitives.IsNaNAny(x);

    /// <summary>Whether low &lt; x &lt; high everywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AllBetween<T>(ReadOnlySpan<T> x, T low, T high) where T : IFloatingPointIeee754<T> => All(x, low, high, equal: false);

    /// <summary>Whether every element is the same number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AllEqual<T>(ReadOnlySpan<T> x, T number) where T : IFloatingPointIeee754<T> => All(x, number, number, equal: true);

    /// <summary>Whether 0 ≤ x &lt; end everywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AllIndices(ReadOnlySpan<int> x, int end)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            // A negative index is a large unsigned one.
            Vector<uint> largest = Vector<uint>.Zero;
            for (; i <= x.Length - Vector<int>.Count; i += Vector<int>.Count) largest = Vector.Max(largest, Vector.AsVectorUInt32(new Vector<int>(x[i..])));
            if (Vector.GreaterThanOrEqualAny(largest, new Vector<uint>((uint)end)) && i > 0) return false;
        }

        for (; i < x.Length; i++)
            if ((uint)x[i] >= (uint)end) return false;
        return true;
    }

    // Four vectors to one branch. Inlined, so that which question it is, is known to the loop.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool All<T>(ReadOnlySpan<T> x, T low, T high, bool equal) where T : IFloatingPointIeee754<T>
    {
        nint i = 0;
        if (Vector.IsHardwareAccelerated && Vector<T>.IsSupported)
        {
            ref T first = ref MemoryMarshal.GetReference(x);
            Vector<T> lows = new(low), highs = new(high);
            for (; i <= x.Length - 4 * Vector<T>.Count; i += 4 * Vector<T>.Count)
            {
                Vector<T> holds = Holds(ref first, i, lows, highs, equal) & Holds(ref first, i + Vector<T>.Count, lows, highs, equal)
                    & Holds(ref first, i + 2 * Vector<T>.Count, lows, highs, equal) & Holds(ref first, i + 3 * Vector<T>.Count, lows, highs, equal);
                if (Vector.EqualsAny(holds, Vector<T>.Zero)) return false;
            }
        }

        for (; i < x.Length; i++)
        {
            T some = x[(int)i];
            if (!(equal ? some == low : some > low && some < high)) return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Holds<T>(ref T first, nint at, Vector<T> lows, Vector<T> highs, bool equal)
    {
        Vector<T> some = Vector.LoadUnsafe(ref first, (nuint)at);
        return equal ? Vector.Equals(some, lows) : Vector.GreaterThan(some, lows) & Vector.LessThan(some, highs);
    }
}
