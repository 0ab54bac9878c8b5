using System.Globalization;
using FsCheck;
using MicroGrad.Simd.Testing;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests;

/// <summary>The gradients of random graphs of all ops against central differences. The environment variable MICROGRAD_GRAPHS sets how many.</summary>
public sealed class RowGraphTests
{
    private static readonly int Graphs =
        int.TryParse(Environment.GetEnvironmentVariable("MICROGRAD_GRAPHS"), CultureInfo.InvariantCulture, out int graphs) ? graphs : 2000;

    [Fact]
    public void The_gradient_of_a_graph_of_ops_agrees_with_differences()
    {
        (string, Func<Draw, Tensor<double>>)[] functions = [.. OpTable<double>.Rows.Select(row => (row.Name, row.Sample))];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Graphs).WithQuietOnSuccess(true), GraphProperties.Hold(functions));
    }
}
