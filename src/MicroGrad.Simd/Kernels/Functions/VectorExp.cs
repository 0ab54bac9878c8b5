namespace MicroGrad.Simd.Kernels;

/// <summary>eˣ, to 1 ulp.</summary>
/// <remarks>
/// eˣ = 2ⁿ·eʳ with n = x / ln 2 rounded to an integer and |r| ≤ ½ ln 2; eʳ − 1 = r + r²·q(r), where q is the polynomial of least
/// maximal relative error (2⁻²⁸ for float, 2⁻⁵⁷ for double), found by iteratively reweighted least squares (Lawson) in 60 digits.
/// </remarks>
internal static class VectorExp<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    // Beyond these eˣ is ∞ or 0, even times a small number.
    private static double Lowest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? -110 : -752;
    }

    private static double Highest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 89 : 710;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x) => OfNotHigh(TLanes.AtMost(x, TLanes.Constant(Highest)));

    /// <summary>eˣ for x that cannot overflow, such as x ≤ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OfNotHigh(TVector x)
    {
        TVector less = RemainderLessOne(Remainder(TLanes.AtLeast(x, TLanes.Constant(Lowest)), out TVector n));
        return TLanes.Scale(TLanes.Add(less, TLanes.Constant(1)), n);
    }

    /// <summary>e to the power of high + low, where low is to high as a rounding error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OfSum(TVector high, TVector low) => TLanes.Scale(OfSum(high, low, out TVector n), n);

    /// <summary>The same without the factor 2ⁿ, so that a product with it need not pass through denormal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OfSum(TVector high, TVector low, out TVector n)
    {
        low = TLanes.Select(TLanes.LessThan(TLanes.Abs(high), TLanes.Constant(-Lowest)), low, TLanes.Zero);
        high = TLanes.AtLeast(TLanes.AtMost(high, TLanes.Constant(Highest)), TLanes.Constant(Lowest));
        return TLanes.Add(RemainderLessOne(TLanes.Add(Remainder(high, out n), low)), TLanes.Constant(1));
    }

    /// <summary>eʳ − 1 and n, where e^(−x·y) = 2ⁿ·eʳ. The product is not rounded: that of a large one would cost as many ulp as it is large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OfNegatedProductLessOne(TVector x, TVector y, out TVector n)
    {
        TVector magic = TLanes.Constant(Exponents.Magic<T>());
        n = TLanes.Subtract(TLanes.MultiplyAdd(TLanes.Multiply(x, y), TLanes.Constant(-1.4426950408889634), magic), magic);
        TVector r = TwoFold<T, TVector, TLanes>.LessProduct(TLanes.Multiply(n, TLanes.Constant(-LogOfTwo.High<T>())), x, y);
        return RemainderLessOne(TLanes.MultiplyAdd(n, TLanes.Constant(-LogOfTwo.Low<T>()), r));
    }

    /// <summary>eˣ − 1 with small relative error, where 2ⁿ next to eˣ is the exponent of a normal number.</summary>
    /// <remarks>That is 2ⁿ·(eʳ − 1) + (2ⁿ − 1): where n = 0 nothing cancels, and elsewhere no more than a bit.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LessOne(TVector x)
    {
        TVector less = RemainderLessOne(Remainder(x, out TVector n)), power = TLanes.PowerOfTwo(n);
        return TLanes.MultiplyAdd(less, power, TLanes.Subtract(power, TLanes.Constant(1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Remainder(TVector x, out TVector n)
    {
        TVector magic = TLanes.Constant(Exponents.Magic<T>());
        n = TLanes.Subtract(TLanes.MultiplyAdd(x, TLanes.Constant(1.4426950408889634), magic), magic);
        TVector r = TLanes.MultiplyAdd(n, TLanes.Constant(-LogOfTwo.High<T>()), x);
        return TLanes.MultiplyAdd(n, TLanes.Constant(-LogOfTwo.Low<T>()), r);
    }

    // eʳ − 1, with small relative error
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector RemainderLessOne(TVector r)
    {
        TVector square = TLanes.Multiply(r, r);
        return TLanes.MultiplyAdd(Tail(r, square), square, r);
    }

    // (eʳ − 1 − r) / r²
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Tail(TVector r, TVector square)
    {
        if (typeof(T) == typeof(float))
        {
            return Polynomial<T, TVector, TLanes>.Of(r,
                0.4999999403953552, 0.1666652113199234, 0.04166826605796814, 0.008368677459657192, 0.0013820749009028077);
        }

        // Two halves that do not wait for each other.
        TVector low = Polynomial<T, TVector, TLanes>.Of(r,
            0.5000000000000011, 0.16666666666666444, 0.04166666666652691, 0.008333333333475856);
        TVector high = Polynomial<T, TVector, TLanes>.Of(r,
            0.0013888888944376255, 0.0001984126954495482, 2.4801492396348584e-05, 2.7557553275378526e-06, 2.763048183412568e-07, 2.5010271010290693e-08);
        return TLanes.MultiplyAdd(high, TLanes.Multiply(square, square), low);
    }
}
