namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>What is asked of a product besides its sizes: C = alpha·op(A)·op(B) + beta·C, or + a row, and then perhaps ReLU; the rows of each matrix lie a gap apart.</summary>
internal sealed record ProductForm(
    bool TransposeA = false, bool TransposeB = false, double Alpha = 1, double Beta = 0, bool AddsRow = false, bool Relu = false, int Gap = 3)
{
    /// <summary>Every pair of transposes with every way to combine.</summary>
    public static IEnumerable<ProductForm> All =>
        from transposeA in (bool[])[false, true]
        from transposeB in (bool[])[false, true]
        from form in (ProductForm[])
        [
            new(), new(Gap: 0), new(Beta: 1), new(Alpha: 0.75, Beta: -0.5), new(Alpha: -2, Relu: true), new(AddsRow: true, Gap: 0), new(AddsRow: true, Relu: true),
        ]
        select form with { TransposeA = transposeA, TransposeB = transposeB };
}
