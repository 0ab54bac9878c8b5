namespace MicroGrad.Simd.Kernels;

/// <summary>The probability that a normal variable exceeds a ≥ 0, ½ erfc(a / √2), as a product so that it does not underflow too soon.</summary>
/// <remarks>
/// The product is e^(−a²/2)·g(a) with g a quotient of polynomials of degrees 4 and 5 for float, 10 and 11 for double, of least maximal relative error
/// (2⁻²⁷ and 2⁻⁵⁹, found by iteratively reweighted least squares, Lawson, on a linearised quotient). No coefficient is negative, so nothing cancels.
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
        TVector z = HalfSquare(a, out less, out n), even = Numerator(z, out TVector odd);
        return TLanes.Divide(TLanes.MultiplyAdd(a, odd, even), Denominator(a, z));
    }

    /// <summary>a·g(a), likewise; with a rounding less than the product has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ApplyTimesArgument(TVector a, out TVector less, out TVector n)
    {
        TVector z = HalfSquare(a, out less, out n), even = Numerator(z, out TVector odd);
        return TLanes.Divide(TLanes.MultiplyAdd(z, TLanes.Add(odd, odd), TLanes.Multiply(a, even)), Denominator(a, z));
    }

    // a²/2, and its exponential.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector HalfSquare(TVector a, out TVector less, out TVector n)
    {
        TVector half = TLanes.Multiply(a, TLanes.Constant(0.5));
        less = VectorExp<T, TVector, TLanes>.OfNegatedProductLessOne(a, half, out n);
        return TLanes.Multiply(a, half);
    }

    // Even and odd powers apart, with z = a²/2: fewer roundings one upon another, and that of z is in both polynomials.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Numerator(TVector z, out TVector odd)
    {
        if (typeof(T) == typeof(float))
        {
            odd = Polynomial<T, TVector, TLanes>.Of(z, 0.4383176565170288, 0.08127842843532562);
            return Polynomial<T, TVector, TLanes>.Of(z, 0.5, 0.3665050268173218, 0.016468917950987816);
        }

        TVector square = TLanes.Multiply(z, z);
        odd = Polynomial<T, TVector, TLanes>.OfPairs(z, square,
            0.827941395769063, 0.7147296876215233, 0.14268434703749797, 0.008318773776884461, 0.00011163236879597118);
        return Polynomial<T, TVector, TLanes>.OfPairs(z, square,
            0.5, 1.3592698559325307, 0.5282237285260828, 0.05698926730108361, 0.0017054025047364182, 7.174988510379192e-06);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Denominator(TVector a, TVector z)
    {
        TVector even, odd;
        if (typeof(T) == typeof(float))
        {
            even = Polynomial<T, TVector, TLanes>.Of(z, 1, 2.4051482677459717, 0.407495379447937);
            odd = Polynomial<T, TVector, TLanes>.Of(z, 1.6745202541351318, 0.9390331506729126, 0.04128097742795944);
        }
        else
        {
            TVector square = TLanes.Multiply(z, z);
            even = Polynomial<T, TVector, TLanes>.OfPairs(z, square,
                1, 5.63418588433505, 3.9206279469741574, 0.7358854923059276, 0.04198396797404485, 0.0005596417039769859);
            odd = Polynomial<T, TVector, TLanes>.OfPairs(z, square,
                2.4537673523409915, 4.0030449932418986, 1.393371034972224, 0.1449793212497251, 0.0042838026524834455, 1.798502907026495e-05);
        }

        return TLanes.MultiplyAdd(a, odd, even);
    }
}
