namespace MicroGrad.Simd.Kernels;

/// <summary>x·Φ(x), the exact GELU with the normal distribution Φ, to 4¼ ulp (above 4 for 17 of the 617 million floats tried, the worst 4.21), and its slope.</summary>
internal static class VectorGelu<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x)
    {
        // Φ(x) is the tail of |x| where x < 0, and what is left of 1 elsewhere: max(x, 0) − |x|·tail, where −0 keeps the sign of a result that vanishes.
        TVector a = TLanes.AtMost(TLanes.Abs(x), TLanes.Constant(VectorGaussTail<T, TVector, TLanes>.Highest));
        TVector product = VectorGaussTail<T, TVector, TLanes>.ApplyTimesArgument(a, out TVector less, out TVector n);
        TVector tail = TLanes.Scale(TLanes.MultiplyAdd(product, less, product), n);
        return TLanes.Subtract(TLanes.AtLeast(x, TLanes.Constant(-0.0)), tail);
    }

    /// <summary>Φ(x) + x·φ(x), with the normal density φ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope(TVector x)
    {
        TVector a = TLanes.AtMost(TLanes.Abs(x), TLanes.Constant(VectorGaussTail<T, TVector, TLanes>.Highest));
        TVector g = VectorGaussTail<T, TVector, TLanes>.Apply(a, out TVector less, out TVector n);

        // The slope at −x is 1 less that at x.
        TVector rest = TLanes.MultiplyAdd(a, TLanes.Constant(-0.3989422804014327), g), below = TLanes.Scale(TLanes.MultiplyAdd(rest, less, rest), n);
        return TLanes.Select(TLanes.LessThan(x, TLanes.Zero), below, TLanes.Subtract(TLanes.Constant(1), below));
    }
}
