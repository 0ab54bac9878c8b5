namespace MicroGrad.Simd.Nn;

/// <summary>What a loss makes of the numbers of its samples.</summary>
public enum Reduction
{
    /// <summary>Their mean. A mean of nothing is NaN.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Nothing: one number for each.</summary>
    None,
}
