namespace MicroGrad.Simd.Kernels;

/// <summary>Whether an element is an extreme of those that it was compared with.</summary>
internal static unsafe class Tie
{
    /// <summary>The share where x equals the extreme y, NaN being equal to NaN, and 0 elsewhere.</summary>
    public static T Share<T>(T x, T y, T share) where T : IFloatingPointIeee754<T> =>
        x == y || (T.IsNaN(x) && T.IsNaN(y)) ? share : T.Zero;

    /// <summary>Whether the extremes of a row are numbers, so that a comparison finds all that equals them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AmongNumbers<T, TSource>(T* y, nint width)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource =>
        typeof(TSource) == typeof(OneNumber) ? !T.IsNaN(*y) : !Scan.ContainsNaN(new ReadOnlySpan<T>(y, (int)width));
}
