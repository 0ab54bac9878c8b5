namespace MicroGrad.Simd.Kernels;

/// <summary>Two vectors side by side.</summary>
internal struct VectorPair<TVector>(TVector left, TVector right)
    where TVector : struct
{
    public TVector Left = left;
    public TVector Right = right;
}
