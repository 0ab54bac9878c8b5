namespace MicroGrad.Simd.Kernels;

/// <summary>aᵇ with the special cases of IEEE 754, to 2 ulp. For doubles the machine must have fused products.</summary>
/// <remarks>
/// For floats, see <see cref="WidePower{T, TVector, TLanes}"/>. For doubles, e to the power of b·ln|a|, whose absolute error is the relative error of
/// the result: so ln|a| and the product are sums of two numbers, high + low. With a = 2ⁿ(1 + f) and s = f / (2 + f), ln(1 + f) = 2s + s·z·r(z) with
/// z = s², r(z) = ⅔ + z·p(z).
/// </remarks>
internal static class VectorPow<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector a, TVector b)
    {
        TVector one = TLanes.Constant(1), infinity = TLanes.Constant(double.PositiveInfinity);
        TVector y = OfPositive(TLanes.Abs(a), b), magnitude = TLanes.Abs(b), integral = IsIntegral(magnitude);
        TVector even = IsIntegral(TLanes.Multiply(magnitude, TLanes.Constant(0.5)));
        TVector finiteNegative = TLanes.And(TLanes.LessThan(a, TLanes.Zero), TLanes.LessThan(TLanes.Negate(infinity), a));
        y = TLanes.Select(finiteNegative, TLanes.Select(integral, y, TLanes.Constant(double.NaN)), y);
        y = TLanes.Select(integral, TLanes.Select(even, y, TLanes.CopySign(y, a)), y);

        // 1 to any power, anything to the power of 0, and −1 to that of ±∞.
        TVector unit = TLanes.And(TLanes.EqualTo(magnitude, infinity), TLanes.EqualTo(TLanes.Abs(a), one));
        return TLanes.Select(TLanes.Or(TLanes.Or(unit, TLanes.EqualTo(a, one)), TLanes.EqualTo(b, TLanes.Zero)), one, y);
    }

    /// <summary>aᵇ without the special cases: for a finite a &gt; 0 and a finite b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OfPositive(TVector a, TVector b)
    {
        if (typeof(T) == typeof(float)) return WidePower<T, TVector, TLanes>.Apply(a, b);
        TVector logHigh = Log(a, out TVector logLow), high = TLanes.Multiply(b, logHigh);
        TVector low = TLanes.MultiplyAdd(b, logLow, TLanes.MultiplySubtract(b, logHigh, high));
        return VectorExp<T, TVector, TLanes>.OfSum(high, low);
    }

    // ln x as high + low, to about ten bits more than a number has.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Log(TVector x, out TVector low)
    {
        TVector one = TLanes.Constant(1), two = TLanes.Constant(2), n = TLanes.SplitExponent(x, out TVector mantissa);
        TVector f = TLanes.Subtract(mantissa, one);

        // s = f / (2 + f)
        TVector sum = TLanes.Add(f, two), sumLow = TLanes.Add(TLanes.Subtract(two, sum), f), inverse = TLanes.Divide(one, sum);
        TVector s = TLanes.Multiply(f, inverse);
        TVector sLow = TLanes.Multiply(TLanes.SubtractProduct(TLanes.SubtractProduct(f, s, sum), s, sumLow), inverse);

        // z = s²
        TVector z = TLanes.Multiply(s, s), zLow = TLanes.MultiplyAdd(TLanes.Add(s, s), sLow, TLanes.MultiplySubtract(s, s, z));

        // r = ⅔ + z·p(z)
        TVector c = TLanes.Constant(TwoThirds), u = TLanes.Multiply(z, Rest(z)), r = TLanes.Add(c, u);
        TVector rLow = TLanes.Add(TLanes.Add(TLanes.Subtract(c, r), u), TLanes.Constant(TwoThirdsLow));

        // t = z·r, w = s·t
        TVector t = TLanes.Multiply(z, r), tLow = TLanes.MultiplyAdd(z, rLow, TLanes.MultiplyAdd(zLow, r, TLanes.MultiplySubtract(z, r, t)));
        TVector w = TLanes.Multiply(s, t), wLow = TLanes.MultiplyAdd(s, tLow, TLanes.MultiplyAdd(sLow, t, TLanes.MultiplySubtract(s, t, w)));

        // 2s + w, then n ln 2 before it, of which the second part is larger than a rounding error
        TVector doubled = TLanes.Add(s, s), part = TLanes.Add(doubled, w);
        TVector partLow = TLanes.Add(TLanes.Add(TLanes.Subtract(doubled, part), w), TLanes.MultiplyAdd(two, sLow, wLow));
        TVector whole = TLanes.Multiply(n, TLanes.Constant(LogOfTwo.High<T>())), high = TLanes.Add(whole, part);
        TVector rest = TLanes.Add(TLanes.Add(TLanes.Subtract(whole, high), part), TLanes.MultiplyAdd(n, TLanes.Constant(LogOfTwo.Low<T>()), partLow));
        TVector isFinite = TLanes.LessThan(TLanes.Abs(n), TLanes.Constant(double.PositiveInfinity));
        TVector log = TLanes.Select(isFinite, TLanes.Add(high, rest), high);
        low = TLanes.Add(TLanes.Subtract(high, log), rest);
        return log;
    }

    // x is not negative. From 2²³ or 2⁵² on every number is an integer; below, adding that much rounds to one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector IsIntegral(TVector x)
    {
        TVector unit = TLanes.Constant(typeof(T) == typeof(float) ? 8388608.0 : 4503599627370496.0);
        return TLanes.Or(TLanes.LessThanOrEqual(unit, x), TLanes.EqualTo(TLanes.Subtract(TLanes.Add(x, unit), unit), x));
    }

    private static double TwoThirds
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 0.6666666865348816 : 0.6666666666666666;
    }

    private static double TwoThirdsLow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? -1.986821492305628e-08 : 3.700743415417188e-17;
    }

    // (ln((1 + s) / (1 − s)) − 2s) / (s·z) less ⅔, over z
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Rest(TVector z)
    {
        if (typeof(T) == typeof(float))
            return Polynomial<T, TVector, TLanes>.Of(z, 0.3999999463558197, 0.2857246398925781, 0.22155731916427612, 0.19917559623718262);

        TVector low = Polynomial<T, TVector, TLanes>.Of(z, 0.39999999999999725, 0.2857142857157728, 0.22222222191259963, 0.18181821524662287);
        TVector high = Polynomial<T, TVector, TLanes>.Of(z, 0.15384406724462596, 0.13341142340766357, 0.11592389406679411, 0.12571251162793828);
        TVector square = TLanes.Multiply(z, z);
        return TLanes.MultiplyAdd(high, TLanes.Multiply(square, square), low);
    }
}
