namespace MicroGrad.Simd.Catalogue.Tests.Table;

/// <summary>What has no row yet. Empty when the table is whole.</summary>
internal static class RowsToCome
{
    public static string[] Members { get; } =
    [
        "Abs", "Cos", "Erf", "Exp", "Gelu", "GeluTanh", "Log", "LogSoftmax", "LogSumExp", "Mean", "Min", "Relu", "Sigmoid", "Sin", "Softmax", "Softplus",
        "Sqrt", "Tanh", "op_UnaryNegation",
    ];
}
