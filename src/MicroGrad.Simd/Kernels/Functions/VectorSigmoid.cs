namespace MicroGrad.Simd.Kernels;

/// <summary>1 / (1 + e⁻ˣ), to 2 ulp.</summary>
/// <remarks>With t = e⁻|x|, which cannot overflow: 1 / (1 + t), and t / (1 + t) where x &lt; 0.</remarks>
internal static class VectorSigmoid<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x)
    {
        TVector one = TLanes.Constant(1);
        TVector t = VectorExp<T, TVector, TLanes>.OfNotHigh(TLanes.CopySign(x, TLanes.Constant(-1)));
        return TLanes.Divide(TLanes.Select(TLanes.LessThan(x, TLanes.Zero), t, one), TLanes.Add(one, t));
    }
}
