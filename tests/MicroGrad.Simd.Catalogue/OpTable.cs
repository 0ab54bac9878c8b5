using MicroGrad.Simd.Catalogue.Families;

namespace MicroGrad.Simd.Catalogue;

/// <summary>Every row, by family.</summary>
public static class OpTable
{
    public static IReadOnlyList<(string Family, IReadOnlyList<OpRow> Rows)> Families { get; } =
    [
        ("Arithmetic", [.. Arithmetic.Rows]),
        ("Reductions", [.. Reductions.Rows]),
        ("Linear algebra", [.. LinearAlgebra.Rows]),
        ("Views", [.. Views.Rows]),
        ("Copies", [.. Copies.Rows]),
        ("Losses", [.. Losses.Rows]),
        ("Attention", [.. Attention.Rows]),
        ("Norms and dropout", [.. Normalization.Rows]),
    ];

    public static IEnumerable<OpRow> Rows => Families.SelectMany(family => family.Rows);
}
