namespace MicroGrad.Simd.Kernels;

/// <summary>An associative operation that a reduction folds elements with.</summary>
internal interface IFold
{
    /// <summary>total = total ∘ values₀ ∘ values₁ ….</summary>
    static abstract void Inner<T>(ReadOnlySpan<T> values, ref T total) where T : IFloatingPointIeee754<T>;

    /// <summary>totalsⱼ = totalsⱼ ∘ row₀ⱼ ∘ row₁ⱼ …, for values of whole rows as long as totals.</summary>
    static abstract void Rows<T>(ReadOnlySpan<T> values, Span<T> totals) where T : IFloatingPointIeee754<T>;
}
