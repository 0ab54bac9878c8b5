namespace MicroGrad.Simd.Nn;

/// <summary>How a loss of classes counts its rows.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record ClassOptions<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    internal static ClassOptions<T> None { get; } = new();

    /// <summary>What each class counts for, one number each; null where all count 1. A mean divides by what its rows count for in all.</summary>
    public IReadOnlyList<T>? Weights { get; init; }

    /// <summary>The class of rows that are left out, such as −100 for padding; null for none.</summary>
    public int? Ignored { get; init; }

    /// <summary>The part of the target that is spread evenly over all classes, from 0 to 1.</summary>
    /// <remarks>C. Szegedy et al., Rethinking the Inception architecture for computer vision (2016), section 7.</remarks>
    public double Smoothing { get; init; }
}
