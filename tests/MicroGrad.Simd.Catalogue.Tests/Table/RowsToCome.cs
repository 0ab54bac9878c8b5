namespace MicroGrad.Simd.Catalogue.Tests.Table;

/// <summary>What has no row yet. Empty when the table is whole.</summary>
internal static class RowsToCome
{
    public static string[] Members { get; } = [];
}
