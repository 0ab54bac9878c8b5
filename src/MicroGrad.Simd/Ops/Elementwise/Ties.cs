using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>How the upstream gradient of a maximum is shared between two operands.</summary>
internal static class Ties
{
    /// <summary>The share of <paramref name="a"/> in max(a, b): 1, ½ or 0.</summary>
    public static T Share<T>(T a, T b) where T : IFloatingPointIeee754<T>
    {
        if (a > b) return T.One;
        if (a < b) return T.Zero;
        bool left = a == b || T.IsNaN(a), right = a == b || T.IsNaN(b);
        return !left ? T.Zero : right ? T.One / (T.One + T.One) : T.One;
    }

    /// <inheritdoc cref="Share{T}(T, T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Share<T, TVector, TLanes>(TVector a, TVector b)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector one = TLanes.Constant(1), half = TLanes.Constant(0.5), isNumber = TLanes.EqualTo(b, b);
        TVector tie = TLanes.Select(TLanes.EqualTo(a, a), TLanes.Select(isNumber, half, TLanes.Zero), TLanes.Select(isNumber, one, half));
        return TLanes.Select(TLanes.LessThan(b, a), one, TLanes.Select(TLanes.LessThan(a, b), TLanes.Zero, tie));
    }

    /// <summary>The share of a in max(a, b).</summary>
    public readonly struct ShareOfMax : IVectorSlope
    {
        public static T Slope<T>(T a, T b) where T : IFloatingPointIeee754<T> => Share(a, b);

        public static TVector Slope<T, TVector, TLanes>(TVector a, TVector b)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => Share<T, TVector, TLanes>(a, b);
    }

    /// <summary>The share of a in min(a, b).</summary>
    public readonly struct ShareOfMin : IVectorSlope
    {
        public static T Slope<T>(T a, T b) where T : IFloatingPointIeee754<T> => Share(-a, -b);

        public static TVector Slope<T, TVector, TLanes>(TVector a, TVector b)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => Share<T, TVector, TLanes>(TLanes.Negate(a), TLanes.Negate(b));
    }
}
