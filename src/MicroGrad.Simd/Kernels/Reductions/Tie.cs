namespace MicroGrad.Simd.Kernels;

/// <summary>Whether an element is an extreme of those that it was compared with.</summary>
internal static class Tie
{
    /// <summary>The share where x equals the extreme y, NaN being equal to NaN, and 0 elsewhere.</summary>
    public static T Share<T>(T x, T y, T share) where T : IFloatingPointIeee754<T> =>
        x == y || (T.IsNaN(x) && T.IsNaN(y)) ? share : T.Zero;

    /// <inheritdoc cref="Share{T}(T, T, T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Share<T, TVector, TLanes>(TVector x, TVector y, TVector share)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector shareOfNaN = TLanes.Select(TLanes.EqualTo(y, y), TLanes.Zero, share);
        return TLanes.Select(TLanes.EqualTo(x, y), share, TLanes.Select(TLanes.EqualTo(x, x), TLanes.Zero, shareOfNaN));
    }
}
