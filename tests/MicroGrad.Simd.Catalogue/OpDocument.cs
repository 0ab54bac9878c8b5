using System.Text;

namespace MicroGrad.Simd.Catalogue;

/// <summary>docs/ops.md, from the table.</summary>
public static class OpDocument
{
    private const string Head = """
        # Operations

        Written by `dotnet run -c Release --project tests/MicroGrad.Simd.Catalogue` from the table of ops there, which is also what tests and benchmarks read.

        The gradient of every row is compared with central differences, to a relative error of 10⁻⁶: on 1,000 random cases (ranks 0 to 5, extents 0 to 7,
        broadcasting, every axis and option, transposed, sliced, reversed and stepped views as inputs), and again in 2,000 random graphs of 5 to 40 ops. A warm step of
        every row, forward and backward, is checked to allocate nothing. Rows marked *scalars* are also compared with the scalar engine, `Value<T>`, element by
        element. dy is the upstream gradient; where an op has several operands, their gradients are separated by semicolons.
        """;

    public static string Path { get; } = System.IO.Path.Combine(Root(), "docs", "ops.md");

    public static string Write()
    {
        var text = new StringBuilder(Head).Append('\n');
        foreach ((string family, IReadOnlyList<OpRow<double>> rows) in OpTable<double>.Families)
        {
            text.Append($"\n## {family}\n\n| Op | Formula | Gradient | Ties and edges | PyTorch | Checked by |\n|---|---|---|---|---|---|\n");
            foreach (OpRow<double> row in rows) text.Append($"| {Cell($"`{row.Name}`")} | {Cell(row.Formula)} | {Cell(row.Gradient)} | {Cell(row.Edges)} | {Code(row.Torch)} | {Checks(row)} |\n");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Code(string name) => name.Length == 0 ? "" : Cell($"`{name}`");

    private static string Checks(OpRow<double> row) => row.Scalar is null ? "differences, graphs" : "differences, graphs, scalars";

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "MicroGrad.Simd.sln"))) folder = System.IO.Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The catalogue runs outside the repository.");
    }
}
