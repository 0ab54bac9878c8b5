namespace MicroGrad.Simd.Kernels;

/// <summary>½x·(1 + tanh u) with u = √(2/π)·(x + 0.044715x³), the GELU in its tanh form, to 4 ulp.</summary>
/// <remarks>
/// ½(1 + tanh u) = 1 / (1 + e^(−2u)). For large −x the result hangs on e^(2u), so 2u keeps its rounding errors.
/// </remarks>
internal static class VectorGeluTanh<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x)
    {
        // With t = e^(−2|u|): x / (1 + t), and x·t / (1 + t) where x < 0.
        TVector factor = Decay(x, out TVector a, out TVector n), t = TLanes.Scale(factor, n), isBelow = TLanes.LessThan(x, TLanes.Zero);
        TVector scaled = TLanes.Divide(TLanes.Select(isBelow, TLanes.Negate(a), x), TLanes.Add(TLanes.Constant(1), t));
        return TLanes.Select(isBelow, TLanes.Scale(TLanes.Multiply(scaled, factor), n), scaled);
    }

    /// <summary>s + x·s·(1 − s)·2u′ with s = ½(1 + tanh u), so that s·(1 − s) = t / (1 + t)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope(TVector x)
    {
        TVector one = TLanes.Constant(1), factor = Decay(x, out TVector a, out TVector n), t = TLanes.Scale(factor, n);
        TVector inverse = TLanes.Divide(one, TLanes.Add(one, t)), far = TLanes.Select(TLanes.LessThan(x, TLanes.Zero), t, one);
        TVector steepness = TLanes.MultiplyAdd(TLanes.Multiply(a, a), TLanes.Constant(3 * C3), TLanes.Constant(C1));
        TVector moved = TLanes.Multiply(TLanes.CopySign(a, x), steepness);
        return TLanes.Multiply(TLanes.MultiplyAdd(moved, TLanes.Multiply(t, inverse), far), inverse);
    }

    // e^(−2|u|) without its factor 2ⁿ, and |x| up to where that matters.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Decay(TVector x, out TVector a, out TVector n)
    {
        // From the limit on the exponential vanishes, even times x.
        a = TLanes.AtMost(TLanes.Abs(x), TLanes.Constant(typeof(T) == typeof(float) ? 12 : 24));

        // v = c₁ + c₃a² and then −2u = −a·v, each with what its rounding took
        TVector square = TLanes.Multiply(a, a), squareLow = TwoFold<T, TVector, TLanes>.ProductError(a, a, square);
        TVector c1 = TLanes.Constant(C1), c3 = TLanes.Constant(C3), cube = TLanes.Multiply(c3, square);
        TVector cubeLow = TLanes.MultiplyAdd(c3, squareLow, TwoFold<T, TVector, TLanes>.ProductError(c3, square, cube));
        cubeLow = TLanes.MultiplyAdd(TLanes.Constant(C3Low), square, cubeLow);
        TVector v = TLanes.Add(c1, cube), part = TLanes.Subtract(v, c1);
        TVector vLow = TLanes.Add(TLanes.Subtract(c1, TLanes.Subtract(v, part)), TLanes.Subtract(cube, part));
        vLow = TLanes.Add(vLow, TLanes.Add(cubeLow, TLanes.Constant(C1Low)));
        TVector minus = TLanes.Negate(a), high = TLanes.Multiply(minus, v);
        TVector low = TLanes.MultiplyAdd(minus, vLow, TwoFold<T, TVector, TLanes>.ProductError(minus, v, high));
        return VectorExp<T, TVector, TLanes>.OfSum(high, low, out n);
    }

    // 2√(2/π) and 0.044715 times that, each as a sum of two.
    private static double C1
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 1.5957691669464111 : 1.5957691216057308;
    }

    private static double C1Low
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? -4.534068054340423e-08 : -9.96930880911092e-17;
    }

    private static double C3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 0.07135481387376785 : 0.07135481627260025;
    }

    private static double C3Low
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 2.3988324659995897e-09 : -6.175149918155315e-19;
    }
}
