using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Contractions;

/// <summary>A node of the tape with a label for every axis.</summary>
internal struct LabelledNode
{
    public int Node;
    public int Rank;
    public PerAxis Labels;

    public readonly ReadOnlySpan<int> AxisLabels
    {
        [UnscopedRef]
        get => ((ReadOnlySpan<int>)Labels)[..Rank];
    }

    /// <summary>The labels as bits.</summary>
    public readonly ulong Set
    {
        get
        {
            ulong set = 0;
            foreach (int label in AxisLabels) set |= 1ul << label;
            return set;
        }
    }

    public void Add(int label) => Labels[Rank++] = label;

    /// <summary>Adds the labels of another that are in the set, in their order there.</summary>
    public void Add(in LabelledNode other, ulong set)
    {
        foreach (int label in other.AxisLabels)
            if ((set >> label & 1) != 0) Add(label);
    }
}
