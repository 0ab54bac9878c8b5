namespace MicroGrad.Simd.Kernels;

/// <summary>tanh x, to 3 ulp, small x included.</summary>
/// <remarks>tanh |x| = e / (e + 2) with e = e^(2|x|) − 1.</remarks>
internal static class VectorTanh<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x)
    {
        // From here on tanh rounds to 1.
        TVector magnitude = TLanes.AtMost(TLanes.Abs(x), TLanes.Constant(typeof(T) == typeof(float) ? 10 : 20));
        TVector e = VectorExp<T, TVector, TLanes>.LessOne(TLanes.Add(magnitude, magnitude));
        return TLanes.CopySign(TLanes.Divide(e, TLanes.Add(e, TLanes.Constant(2))), x);
    }
}
