namespace MicroGrad.Simd.Kernels;

/// <summary>|a|ᵇ of floats, to 1¼ ulp: the exponent of 2, b·log₂|a|, is computed in doubles.</summary>
/// <remarks>
/// |a| = 2ⁿ·(1 + f), and with s = f / (2 + f) log₂(1 + f) = s·p(s²) for a polynomial p; then 2 to the power of what is left of the exponent without its
/// integral part, r, is 1 + r·q(r). The polynomials are those of least maximal relative error (2⁻³⁵ and 2⁻²⁶; Remez).
/// </remarks>
internal static class WidePower<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector magnitude, TVector b)
    {
        TVector one = TLanes.Constant(1), n = TLanes.SplitExponent(magnitude, out TVector mantissa);
        TVector whole = TLanes.InDoubles<Exponent>(n, TLanes.Subtract(mantissa, one), b, out TVector r);
        TVector square = TLanes.Multiply(r, r), high = Polynomial<T, TVector, TLanes>.Of(r, 0.0013387929648160934, 0.00013331904483493418);
        TVector q = TLanes.MultiplyAdd(high, square, Polynomial<T, TVector, TLanes>.Of(r, 0.055503662675619125, 0.009625446051359177));
        q = TLanes.MultiplyAdd(q, square, Polynomial<T, TVector, TLanes>.Of(r, 0.6931471824645996, 0.24022594094276428));
        return TLanes.Scale(TLanes.MultiplyAdd(r, q, one), whole);
    }

    /// <summary>b·(n + log₂(1 + f)), the nearest integer and the rest.</summary>
    private readonly struct Exponent : IWideFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TWide Apply<TWide, TWideLanes>(TWide n, TWide f, TWide b, out TWide rest)
            where TWide : struct
            where TWideLanes : IFunctionLanes<double, TWide>
        {
            TWide s = TWideLanes.Divide(f, TWideLanes.Add(f, TWideLanes.Constant(2))), z = TWideLanes.Multiply(s, s);
            TWide square = TWideLanes.Multiply(z, z), high = Polynomial<double, TWide, TWideLanes>.Of(z, 0.5770923073677916, 0.4112078572169828, 0.34837322350251954);
            TWide p = TWideLanes.MultiplyAdd(high, square, Polynomial<double, TWide, TWideLanes>.Of(z, 2.885390081835693, 0.9617966220357432));
            TWide exponent = TWideLanes.Multiply(b, TWideLanes.MultiplyAdd(s, p, n));

            // Beyond these the power is 0 or ∞.
            exponent = TWideLanes.AtLeast(TWideLanes.AtMost(exponent, TWideLanes.Constant(150)), TWideLanes.Constant(-200));
            TWide magic = TWideLanes.Constant(Exponents.Magic<double>()), whole = TWideLanes.Subtract(TWideLanes.Add(exponent, magic), magic);
            rest = TWideLanes.Subtract(exponent, whole);
            return whole;
        }
    }
}
