namespace MicroGrad.Simd.Testing;

/// <summary>How large the shapes of a case may be.</summary>
internal readonly record struct CaseSize(int Rank, int Extent, int Elements)
{
    public static CaseSize Full => new(Rank: 5, Extent: 7, Elements: 64);
}
