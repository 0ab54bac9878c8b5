namespace MicroGrad.Simd.Kernels;

/// <summary>Running totals of a fold, one for each element of a vector, and what extremes keep besides. What a fold does not use costs nothing.</summary>
internal struct FoldState<TVector>(TVector totals, TVector sums, TVector signs)
    where TVector : struct
{
    public TVector Totals = totals;
    public TVector Sums = sums;
    public TVector Signs = signs;
}
