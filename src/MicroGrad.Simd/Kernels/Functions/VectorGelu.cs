namespace MicroGrad.Simd.Kernels;

/// <summary>x·Φ(x), the exact GELU with the normal distribution Φ, to 4 ulp, and its slope.</summary>
internal static class VectorGelu<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x)
    {
        // Φ(x) is the tail of |x| where x < 0, and what is left of 1 elsewhere. Multiplying by the exponential last loses no bit of a tiny result.
        TVector magnitude = TLanes.AtMost(TLanes.Abs(x), TLanes.Constant(VectorGaussTail<T, TVector, TLanes>.Highest));
        TVector g = VectorGaussTail<T, TVector, TLanes>.Apply(magnitude, out TVector exp);
        TVector tail = TLanes.Multiply(TLanes.Multiply(TLanes.CopySign(magnitude, x), g), exp);
        return TLanes.Select(TLanes.LessThanOrEqual(x, TLanes.Zero), tail, TLanes.Subtract(x, tail));
    }

    /// <summary>Φ(x) + x·φ(x), with the normal density φ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope(TVector x)
    {
        TVector limit = TLanes.Constant(VectorGaussTail<T, TVector, TLanes>.Highest), magnitude = TLanes.AtMost(TLanes.Abs(x), limit);
        TVector g = VectorGaussTail<T, TVector, TLanes>.Apply(magnitude, out TVector exp);

        // The slope at −x is 1 less that at x.
        TVector below = TLanes.Multiply(exp, TLanes.MultiplyAdd(magnitude, TLanes.Constant(-0.3989422804014327), g));
        return TLanes.Select(TLanes.LessThan(x, TLanes.Zero), below, TLanes.Subtract(TLanes.Constant(1), below));
    }
}
