namespace MicroGrad.Simd.Kernels;

/// <summary>ln x, to 1 ulp.</summary>
/// <remarks>
/// ln x = n ln 2 + ln(1 + f) with −¼ ≤ f &lt; ½. For float, ln(1 + f) = f + f²·(f·p(f) − ½). For double the polynomial would be long;
/// with s = f / (2 + f), ln(1 + f) = 2 artanh s = f − h + s·(h + s²·p(s²)) where h = f²/2, as in fdlibm: the large parts f and h are almost exact.
/// The polynomials are those of least maximal relative error (2⁻²⁷ and 2⁻⁵⁵), found as for <see cref="VectorExp{T, TVector, TLanes}"/>.
/// </remarks>
internal static class VectorLog<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x)
    {
        TVector n = TLanes.SplitExponent(x, out TVector mantissa);
        TVector f = TLanes.Subtract(mantissa, TLanes.Constant(1));
        TVector high = TLanes.Constant(LogOfTwo.High<T>()), low = TLanes.Constant(LogOfTwo.Low<T>());
        if (typeof(T) == typeof(float))
        {
            TVector p = Polynomial<T, TVector, TLanes>.Of(f,
                -0.16647116839885712, 0.14478664100170135, -0.13162975013256073, 0.10464747250080109, -0.04507407918572426);
            p = Polynomial<T, TVector, TLanes>.Next(p, f, 0.19990813732147217);
            p = Polynomial<T, TVector, TLanes>.Next(p, f, -0.2500010132789612);
            p = Polynomial<T, TVector, TLanes>.Next(p, f, 0.3333345055580139);
            p = Polynomial<T, TVector, TLanes>.Next(p, f, -0.5);
            TVector small = TLanes.MultiplyAdd(n, low, TLanes.Multiply(TLanes.Multiply(f, f), p));
            return TLanes.MultiplyAdd(n, high, TLanes.Add(f, small));
        }
        else
        {
            TVector s = TLanes.Divide(f, TLanes.Add(f, TLanes.Constant(2)));
            TVector z = TLanes.Multiply(s, s), h = TLanes.Multiply(TLanes.Multiply(f, TLanes.Constant(0.5)), f);
            TVector p = Polynomial<T, TVector, TLanes>.Of(z,
                0.3999999999615625, 0.285714293959511, 0.22222138464921842, 0.18186357088593194, 0.1525017482517663, 0.15368261595211324);
            p = Polynomial<T, TVector, TLanes>.Next(p, z, 0.6666666666667272);
            TVector small = TLanes.MultiplyAdd(s, TLanes.MultiplyAdd(p, z, h), TLanes.Multiply(n, low));
            return TLanes.MultiplyAdd(n, high, TLanes.Add(f, TLanes.Subtract(small, h)));
        }
    }
}
