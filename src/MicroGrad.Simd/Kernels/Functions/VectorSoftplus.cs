namespace MicroGrad.Simd.Kernels;

/// <summary>ln(1 + eˣ), to 3 ulp.</summary>
/// <remarks>max(x, 0) + ln(1 + t) with t = e⁻|x|; what u = 1 + t rounds off is given back: ln(1 + t) = ln u + (t − (u − 1)) / u.</remarks>
internal static class VectorSoftplus<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x)
    {
        TVector one = TLanes.Constant(1), t = VectorExp<T, TVector, TLanes>.OfNotHigh(TLanes.CopySign(x, TLanes.Constant(-1)));
        TVector u = TLanes.Add(one, t), lost = TLanes.Subtract(t, TLanes.Subtract(u, one));
        TVector log = TLanes.Add(VectorLog<T, TVector, TLanes>.Apply(u), TLanes.Divide(lost, u));
        return TLanes.Add(TLanes.AtLeast(x, TLanes.Zero), log);
    }
}
