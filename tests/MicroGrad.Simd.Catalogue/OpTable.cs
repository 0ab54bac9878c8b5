using MicroGrad.Simd.Catalogue.Families;

namespace MicroGrad.Simd.Catalogue;

/// <summary>Every row, by family.</summary>
public static class OpTable
{
    public static IReadOnlyList<(string Family, IReadOnlyList<OpRow> Rows)> Families { get; } =
    [
        ("Arithmetic", [.. Arithmetic.Rows]),
        ("Functions", [.. Functions.Rows]),
        ("Masks", [.. Masks.Rows]),
        ("Reductions", [.. Reductions.Rows]),
        ("Along an axis", [.. AlongAnAxis.Rows]),
        ("Indexing", [.. Indexing.Rows]),
        ("Linear algebra", [.. LinearAlgebra.Rows]),
        ("Views", [.. Views.Rows]),
        ("Copies", [.. Copies.Rows]),
        ("Convolution", [.. Convolutions.Rows]),
        ("Pooling", [.. Pools.Rows]),
        ("Resampling", [.. Resampling.Rows]),
        ("Losses", [.. Losses.Rows]),
        ("Recurrent cells", [.. Recurrent.Rows]),
        ("Attention", [.. Attention.Rows]),
        ("Norms and dropout", [.. Normalization.Rows]),
    ];

    public static IEnumerable<OpRow> Rows => Families.SelectMany(family => family.Rows);
}
