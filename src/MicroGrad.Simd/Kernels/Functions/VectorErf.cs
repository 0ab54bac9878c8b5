namespace MicroGrad.Simd.Kernels;

/// <summary>erf x, to 4 ulp, small x included.</summary>
/// <remarks>
/// erf |x| = 1 − e^w with w = ln erfc |x| = |x|·p(|x|) for a polynomial p, found as for <see cref="VectorExp{T, TVector, TLanes}"/> but by the error of the
/// result (2⁻²⁴ and 2⁻⁵⁵), to which that of w counts the less the larger x is.
/// </remarks>
internal static class VectorErf<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x)
    {
        // From here on erf rounds to 1.
        TVector a = TLanes.AtMost(TLanes.Abs(x), TLanes.Constant(typeof(T) == typeof(float) ? 4 : 6));
        return TLanes.CopySign(VectorExp<T, TVector, TLanes>.LessOne(TLanes.Multiply(a, Logarithm(a))), x);
    }

    /// <summary>2/√π · e^(−x²).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope(TVector x)
    {
        // From here on it rounds to 0.
        TVector a = TLanes.AtMost(TLanes.Abs(x), TLanes.Constant(typeof(T) == typeof(float) ? 10.5 : 27.5));
        TVector less = VectorExp<T, TVector, TLanes>.OfNegatedProductLessOne(a, a, out TVector n), factor = TLanes.Constant(1.1283791670955126);
        return TLanes.Scale(TLanes.MultiplyAdd(less, factor, factor), n);
    }

    // (ln erfc a) / a
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Logarithm(TVector a)
    {
        TVector third = TLanes.Multiply(TLanes.Multiply(a, a), a);
        if (typeof(T) == typeof(float))
        {
            TVector low = Polynomial<T, TVector, TLanes>.Of(a, -1.128379225730896, -0.6366151571273804, -0.10283049941062927);
            TVector middle = Polynomial<T, TVector, TLanes>.Of(a, 0.019393280148506165, -0.000356315664248541, -0.0010857356246560812);
            TVector high = Polynomial<T, TVector, TLanes>.Of(a, 0.00028302529244683683, -1.1554483535292093e-05, -3.4185777622042224e-06);
            return TLanes.MultiplyAdd(TLanes.MultiplyAdd(high, third, middle), third, low);
        }

        TVector sixth = TLanes.Multiply(third, third);
        TVector p0 = Polynomial<T, TVector, TLanes>.Of(a,
            -1.1283791670955126, -0.6366197723675912, -0.10277260330130546, 0.019128446992877593, 0.00020919485644380013, -0.0016962076879263213);
        TVector p1 = Polynomial<T, TVector, TLanes>.Of(a,
            0.0005901325170162509, -2.590479593315813e-05, -6.441972888901835e-05, 2.9574258046994222e-05, -3.167610511563386e-06, -3.1353191700403054e-06);
        TVector p2 = Polynomial<T, TVector, TLanes>.Of(a,
            2.039316534032129e-06, -5.72158872705298e-07, 1.2580460293229831e-08, 6.533662009522515e-08, -3.444158613360977e-08, 1.0732677595699884e-08);
        TVector p3 = Polynomial<T, TVector, TLanes>.Of(a,
            -2.3515592119658746e-09, 3.7457564466769963e-10, -4.2835088013351735e-11, 3.3489526134247937e-12, -1.6068898694943258e-13, 3.573030800645391e-15);
        return TLanes.MultiplyAdd(TLanes.MultiplyAdd(TLanes.MultiplyAdd(p3, sixth, p2), sixth, p1), sixth, p0);
    }
}
