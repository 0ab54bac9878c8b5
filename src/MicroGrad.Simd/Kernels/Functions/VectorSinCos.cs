namespace MicroGrad.Simd.Kernels;

/// <summary>sin x and cos x for |x| up to <see cref="SinCosLimit"/>, to 1 ulp; beyond it, see <see cref="WideRange"/>.</summary>
/// <remarks>
/// |x| = n·π/2 + r with |r| ≤ π/4, where π/2 is a sum of three (W. J. Cody and W. Waite, Software manual for the elementary functions, 1980) and r
/// keeps what its rounding took. sin r = r + r³·s(r²) and cos r = 1 − r²·(½ − r²·c(r²)) for polynomials of least maximal relative error
/// (2⁻²⁷ and 2⁻³² for float, 2⁻⁵⁷ and 2⁻⁶³ for double; Remez), of which n chooses one.
/// </remarks>
internal static class VectorSinCos<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sin(TVector x)
    {
        TVector shifted = Split(TLanes.Abs(x), out TVector r, out TVector low), z = TLanes.Multiply(r, r);
        TVector y = TLanes.Select(TLanes.IsOdd(shifted), CosOfRest(r, low, z), SinOfRest(r, low, z));
        return TLanes.FlipSign(TLanes.FlipSign(y, TLanes.HalfOddAsSign(shifted)), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Cos(TVector x)
    {
        TVector shifted = Split(TLanes.Abs(x), out TVector r, out TVector low), z = TLanes.Multiply(r, r);
        TVector y = TLanes.Select(TLanes.IsOdd(shifted), SinOfRest(r, low, z), CosOfRest(r, low, z));
        return TLanes.FlipSign(y, TLanes.HalfOddAsSign(TLanes.Add(shifted, TLanes.Constant(1))));
    }

    /// <summary>x = n·π/2 + r + low; returns n + <see cref="Exponents.Magic{T}"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Split(TVector x, out TVector r, out TVector low)
    {
        TVector magic = TLanes.Constant(Exponents.Magic<T>()), shifted = TLanes.MultiplyAdd(x, TLanes.Constant(0.6366197723675814), magic);
        TVector n = TLanes.Subtract(shifted, magic);

        // The first difference is exact: it is less than 1 and a multiple of the last bit of π/2 or of x.
        TVector first = TLanes.Constant(typeof(T) == typeof(float) ? 1.570796251296997 : 1.5707963267948966);
        TVector second = TLanes.Constant(typeof(T) == typeof(float) ? 7.549789415861596e-08 : 6.123233995736765e-17);
        TVector third = TLanes.Constant(typeof(T) == typeof(float) ? 5.390302953474238e-15 : 1.082856673921914e-32);
        TVector rest = TwoFold<T, TVector, TLanes>.LessProduct(x, n, first);

        TVector product = TLanes.Multiply(n, second);
        r = TLanes.Subtract(rest, product);
        TVector lost = TLanes.Subtract(TLanes.Subtract(rest, r), product);
        low = TLanes.Subtract(lost, TLanes.MultiplyAdd(n, third, TwoFold<T, TVector, TLanes>.ProductError(n, second, product)));
        return shifted;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector SinOfRest(TVector r, TVector low, TVector z)
    {
        TVector s = typeof(T) == typeof(float)
            ? Polynomial<T, TVector, TLanes>.Of(z, -0.16666653752326965, 0.008332106284797192, -0.00019507882825564593)
            : Polynomial<T, TVector, TLanes>.Of(z,
                -0.1666666666666663, 0.00833333333332184, -0.00019841269829358522, 2.7557313538511096e-06, -2.5050734388631192e-08, 1.5895433245770912e-10);
        return TLanes.Add(r, TLanes.MultiplyAdd(TLanes.Multiply(z, r), s, low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector CosOfRest(TVector r, TVector low, TVector z)
    {
        TVector c = typeof(T) == typeof(float)
            ? Polynomial<T, TVector, TLanes>.Of(z, -0.5, 0.04166664555668831, -0.0013887297827750444, 2.443008270347491e-05)
            : Polynomial<T, TVector, TLanes>.Next(Polynomial<T, TVector, TLanes>.Of(z,
                0.041666666666666595, -0.0013888888888873342, 2.480158728900204e-05, -2.755731421701162e-07, 2.0875705390137017e-09, -1.1358748825508e-11), z, -0.5);

        // The polynomial need not wait for low; its factor does.
        TVector square = TLanes.MultiplyAdd(r, r, TLanes.Multiply(r, TLanes.Add(low, low)));
        return TLanes.MultiplyAdd(square, c, TLanes.Constant(1));
    }
}
