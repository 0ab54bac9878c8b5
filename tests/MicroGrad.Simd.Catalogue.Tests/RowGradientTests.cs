using System.Globalization;
using FsCheck;
using MicroGrad.Simd.Testing;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests;

/// <summary>The gradient of every op of the table. The environment variable MICROGRAD_OP_CASES sets on how many cases each is compared with differences.</summary>
public sealed class RowGradientTests
{
    private const int LargeCases = 15;

    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("MICROGRAD_OP_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : 1000;

    private static readonly Config Config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true);

    public static TheoryData<string> Names => [.. OpTable<double>.Rows.Select(row => row.Name)];

    public static TheoryData<string> LinearNames => [.. OpTable<double>.Rows.Where(row => row.IsLinear).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_of_an_op_agrees_with_differences(string name) => Check.One(Config.WithMaxTest(Cases), GradientProperties.Hold(Row(name).Sample));

    // Past several of the widest vectors.
    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_of_a_large_op_agrees_with_differences(string name)
    {
        for (int seed = 0; seed < LargeCases; seed++)
            GradientProperties.Replay(Row(name).Sample, new GradientCase(seed) { Rank = 3, Extent = 40, Elements = 500 });
    }

    [Theory]
    [MemberData(nameof(LinearNames))]
    public void The_backward_pass_of_a_linear_op_is_its_adjoint(string name) => Check.One(Config, GradientProperties.HoldForLinear(Row(name).Sample));

    private static OpRow<double> Row(string name) => OpTable<double>.Rows.Single(row => row.Name == name);
}
