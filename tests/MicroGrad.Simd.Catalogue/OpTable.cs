using System.Numerics;
using MicroGrad.Simd.Catalogue.Families;

namespace MicroGrad.Simd.Catalogue;

/// <summary>Every row, by family.</summary>
public static class OpTable<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static IReadOnlyList<(string Family, IReadOnlyList<OpRow<T>> Rows)> Families { get; } =
    [
        ("Arithmetic", [.. Arithmetic<T>.Rows]),
        ("Functions", [.. Functions<T>.Rows]),
        ("Masks", [.. Masks<T>.Rows]),
        ("Reductions", [.. Reductions<T>.Rows]),
        ("Along an axis", [.. AlongAnAxis<T>.Rows]),
        ("Indexing", [.. Indexing<T>.Rows]),
        ("Linear algebra", [.. LinearAlgebra<T>.Rows]),
        ("Views", [.. Views<T>.Rows]),
        ("Copies", [.. Copies<T>.Rows]),
        ("Convolution", [.. Convolutions<T>.Rows]),
        ("Pooling", [.. Pools<T>.Rows]),
        ("Resampling", [.. Resampling<T>.Rows]),
        ("Losses", [.. Losses<T>.Rows]),
        ("Recurrent cells", [.. Recurrent<T>.Rows]),
        ("Attention", [.. Attention<T>.Rows]),
        ("Norms and dropout", [.. Normalization<T>.Rows]),
    ];

    public static IEnumerable<OpRow<T>> Rows => Families.SelectMany(family => family.Rows);
}
