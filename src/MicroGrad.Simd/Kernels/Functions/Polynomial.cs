namespace MicroGrad.Simd.Kernels;

/// <summary>Polynomials by Horner's rule, coefficients from the constant term up.</summary>
/// <remarks>Always inlined, since the coefficients must reach the machine code as constants; and flat, since the JIT inlines only so many calls into one loop.</remarks>
internal static class Polynomial<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector x, double c0, double c1) => TLanes.MultiplyAdd(TLanes.Constant(c1), x, TLanes.Constant(c0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector x, double c0, double c1, double c2)
    {
        TVector p = TLanes.MultiplyAdd(TLanes.Constant(c2), x, TLanes.Constant(c1));
        return TLanes.MultiplyAdd(p, x, TLanes.Constant(c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector x, double c0, double c1, double c2, double c3)
    {
        TVector p = TLanes.MultiplyAdd(TLanes.Constant(c3), x, TLanes.Constant(c2));
        p = TLanes.MultiplyAdd(p, x, TLanes.Constant(c1));
        return TLanes.MultiplyAdd(p, x, TLanes.Constant(c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector x, double c0, double c1, double c2, double c3, double c4)
    {
        TVector p = TLanes.MultiplyAdd(TLanes.Constant(c4), x, TLanes.Constant(c3));
        p = TLanes.MultiplyAdd(p, x, TLanes.Constant(c2));
        p = TLanes.MultiplyAdd(p, x, TLanes.Constant(c1));
        return TLanes.MultiplyAdd(p, x, TLanes.Constant(c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector x, double c0, double c1, double c2, double c3, double c4, double c5)
    {
        TVector p = TLanes.MultiplyAdd(TLanes.Constant(c5), x, TLanes.Constant(c4));
        p = TLanes.MultiplyAdd(p, x, TLanes.Constant(c3));
        p = TLanes.MultiplyAdd(p, x, TLanes.Constant(c2));
        p = TLanes.MultiplyAdd(p, x, TLanes.Constant(c1));
        return TLanes.MultiplyAdd(p, x, TLanes.Constant(c0));
    }

    /// <summary>The same by pairs of terms, for which x² is given: half as many roundings one upon another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OfPairs(TVector x, TVector square, double c0, double c1, double c2, double c3, double c4)
    {
        TVector p01 = TLanes.MultiplyAdd(TLanes.Constant(c1), x, TLanes.Constant(c0)), p23 = TLanes.MultiplyAdd(TLanes.Constant(c3), x, TLanes.Constant(c2));
        return TLanes.MultiplyAdd(TLanes.MultiplyAdd(TLanes.Constant(c4), square, p23), square, p01);
    }

    /// <inheritdoc cref="OfPairs(TVector, TVector, double, double, double, double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OfPairs(TVector x, TVector square, double c0, double c1, double c2, double c3, double c4, double c5)
    {
        TVector p01 = TLanes.MultiplyAdd(TLanes.Constant(c1), x, TLanes.Constant(c0)), p23 = TLanes.MultiplyAdd(TLanes.Constant(c3), x, TLanes.Constant(c2));
        TVector p45 = TLanes.MultiplyAdd(TLanes.Constant(c5), x, TLanes.Constant(c4));
        return TLanes.MultiplyAdd(TLanes.MultiplyAdd(p45, square, p23), square, p01);
    }

    /// <summary>p·x + c, one step of Horner's rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Next(TVector p, TVector x, double c) => TLanes.MultiplyAdd(p, x, TLanes.Constant(c));
}
