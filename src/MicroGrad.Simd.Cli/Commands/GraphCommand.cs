using System.CommandLine;
using System.Globalization;
using System.Text;
using MicroGrad.Simd.Cli.Output;

namespace MicroGrad.Simd.Cli.Commands;

/// <summary><c>micrograd graph</c>: the README's expression as a picture, with data and gradient at each node.</summary>
internal static class GraphCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        Option<string> folder = CommonOptions.Output();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command("graph", "Draws the computation graph of the README's expression as SVG, Graphviz and Mermaid") { folder, quiet };
        command.SetAction((parsed, cancellation) =>
        {
            Run(new OutputFolder(parsed.GetRequiredValue(folder)), new Reporter(output, error, parsed.GetValue(quiet)), cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Run(OutputFolder folder, Reporter reporter, CancellationToken cancellation)
    {
        folder.Create();
        var tape = new ValueTape<double>(keepOperations: true);
        Value<double> a = tape.Variable(-4.0), b = tape.Variable(2.0);
        Value<double> c = a + b, d = a * b + b.Pow(3);
        c += c + 1;
        c += 1 + c + -a;
        d += d * 2 + (b + a).Relu();
        d += 3 * d + (b - a).Relu();
        Value<double> e = c - d, f = e.Pow(2), g = f / 2 + 10 / f;
        g.Backward();
        reporter.Line(string.Create(CultureInfo.InvariantCulture, $"g = {g.Data:F4}, dg/da = {a.Grad:F4}, dg/db = {b.Grad:F4}"));

        var graph = ComputationGraph.From(g, (a, "a"), (b, "b"), (c, "c"), (d, "d"), (e, "e"), (f, "f"), (g, "g"));
        reporter.Files(
            folder.Write("graph.svg", Encoding.UTF8.GetBytes(graph.ToSvg()), cancellation),
            folder.Write("graph.dot", Encoding.UTF8.GetBytes(graph.ToDot()), cancellation),
            folder.Write("graph.mmd", Encoding.UTF8.GetBytes(graph.ToMermaid()), cancellation));
    }
}
