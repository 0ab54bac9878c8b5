using MicroGrad.Simd.Catalogue.Families;

namespace MicroGrad.Simd.Catalogue;

/// <summary>Every row, by family.</summary>
public static class OpTable
{
    public static IReadOnlyList<(string Family, IReadOnlyList<OpRow> Rows)> Families { get; } =
    [
        ("Arithmetic", [.. Arithmetic.Rows]),
        ("Reductions", [.. Reductions.Rows]),
        ("Convolution", [.. Convolutions.Rows]),
        ("Pooling", [.. Pools.Rows]),
        ("Resampling", [.. Resampling.Rows]),
        ("Losses", [.. Losses.Rows]),
    ];

    public static IEnumerable<OpRow> Rows => Families.SelectMany(family => family.Rows);
}
