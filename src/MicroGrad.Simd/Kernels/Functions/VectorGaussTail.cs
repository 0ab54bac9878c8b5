namespace MicroGrad.Simd.Kernels;

/// <summary>The probability that a normal variable exceeds a ≥ 0, ½ erfc(a / √2), as a product so that it does not underflow too soon.</summary>
/// <remarks>
/// The product is e^(−a²/2)·g(a) with g a quotient of polynomials of degrees 4 and 5 for float, 10 and 11 for double, of least maximal relative error
/// (below 2⁻²⁵ and 2⁻⁵⁹, found by iteratively reweighted least squares, Lawson, on a linearised quotient). No coefficient is negative, so nothing cancels.
/// For float the denominator's highest coefficient is 1, which saves a product, and of neighbouring coefficients those were taken whose worst
/// float, of those between 2⁻¹¹ and 12.9, is the best of some 700 sets.
/// </remarks>
internal static class VectorGaussTail<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    /// <summary>From here on the tail and the density round to 0, even times a.</summary>
    public static double Highest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 14.75 : 39;
    }

    /// <summary>g(a), and the exponential as (1 + less)·2ⁿ; a ≤ <see cref="Highest"/> or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector a, out TVector less, out TVector n)
    {
        TVector square = TLanes.Multiply(a, a), even = Numerator(square, out TVector odd);
        less = PowerLessOne(a, square, out n);
        return TLanes.Divide(TLanes.MultiplyAdd(a, odd, even), Denominator(a, square));
    }

    /// <summary>a·g(a), likewise; with a rounding less than the product has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ApplyTimesArgument(TVector a, out TVector less, out TVector n)
    {
        TVector square = TLanes.Multiply(a, a), even = Numerator(square, out TVector odd);
        less = PowerLessOne(a, square, out n);
        return TLanes.Divide(TLanes.MultiplyAdd(square, odd, TLanes.Multiply(a, even)), Denominator(a, square));
    }

    // The exponential less 1, without its factor 2ⁿ, as in VectorExp.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector PowerLessOne(TVector a, TVector square, out TVector n)
    {
        if (typeof(T) != typeof(float)) return VectorExp<T, TVector, TLanes>.OfNegatedProductLessOne(a, TLanes.Multiply(a, TLanes.Constant(0.5)), out n);

        // For float from a² and twice the remainder, which saves half of a.
        TVector magic = TLanes.Constant(Exponents.Magic<T>());
        n = TLanes.Subtract(TLanes.MultiplyAdd(square, TLanes.Constant(-0.7213475204444817), magic), magic);
        TVector r = TwoFold<T, TVector, TLanes>.LessProduct(TLanes.Multiply(n, TLanes.Constant(-2 * LogOfTwo.High<T>())), a, a);
        r = TLanes.MultiplyAdd(n, TLanes.Constant(-2 * LogOfTwo.Low<T>()), r);
        TVector p = Polynomial<T, TVector, TLanes>.Of(r,
            0.5, 0.1249999850988388, 0.020833151414990425, 0.0026042666286230087, 0.00026152117061428726, 2.159492032660637e-05);
        return TLanes.Multiply(p, r);
    }

    // Even and odd powers apart: fewer roundings one upon another, and that of a² is in both polynomials. The denominator's highest coefficient for float is 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Numerator(TVector square, out TVector odd)
    {
        if (typeof(T) == typeof(float))
        {
            odd = Polynomial<T, TVector, TLanes>.Of(square, 42.471660614013672, 3.9378254413604736);
            return Polynomial<T, TVector, TLanes>.Of(square, 48.44852066040039, 17.756635665893555, 0.3989468514919281);
        }

        TVector fourth = TLanes.Multiply(square, square);
        odd = Polynomial<T, TVector, TLanes>.OfPairs(square, fourth,
            0.827941395769063, 0.35736484381076167, 0.03567108675937449, 0.0010398467221105576, 6.977023049748199e-06);
        return Polynomial<T, TVector, TLanes>.OfPairs(square, fourth,
            0.5, 0.6796349279662653, 0.1320559321315207, 0.007123658412635452, 0.00010658765654602614, 2.2421839094934975e-07);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Denominator(TVector a, TVector square)
    {
        TVector even, odd;
        if (typeof(T) == typeof(float))
        {
            even = Polynomial<T, TVector, TLanes>.Of(square, 96.89704132080078, 116.52582550048828, 9.871286392211914);
            odd = Polynomial<T, TVector, TLanes>.Next(TLanes.Add(square, TLanes.Constant(45.494800567626953)), square, 162.25602722167969);
        }
        else
        {
            TVector fourth = TLanes.Multiply(square, square);
            even = Polynomial<T, TVector, TLanes>.OfPairs(square, fourth,
                1, 2.817092942167525, 0.9801569867435393, 0.09198568653824095, 0.002623997998377803, 1.748880324928081e-05);
            odd = Polynomial<T, TVector, TLanes>.OfPairs(square, fourth,
                2.4537673523409915, 2.0015224966209493, 0.348342758743056, 0.018122415156215637, 0.00026773766578021534, 5.620321584457797e-07);
        }

        return TLanes.MultiplyAdd(a, odd, even);
    }
}
