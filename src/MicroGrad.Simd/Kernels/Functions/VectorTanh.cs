namespace MicroGrad.Simd.Kernels;

/// <summary>tanh x, to 3 ulp, small x included.</summary>
/// <remarks>
/// tanh |x| = e / (e + 2) with e = e²ˣ − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1): where n = 0 nothing cancels, and elsewhere no more than a bit.
/// </remarks>
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
        TVector less = VectorExp<T, TVector, TLanes>.OfRemainderLessOne(TLanes.Add(magnitude, magnitude), out TVector n);
        TVector power = TLanes.PowerOfTwo(n);
        TVector e = TLanes.MultiplyAdd(less, power, TLanes.Subtract(power, TLanes.Constant(1)));
        return TLanes.CopySign(TLanes.Divide(e, TLanes.Add(e, TLanes.Constant(2))), x);
    }
}
