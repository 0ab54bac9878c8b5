using System.Globalization;
using FsCheck;
using MicroGrad.Simd.Testing;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests;

/// <summary>Every op of the table over duals: Jacobian- and Hessian-vector products. The environment variable MICROGRAD_OP_CASES sets on how many cases.</summary>
public sealed class RowDualTests
{
    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("MICROGRAD_OP_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : 100;

    private static readonly Config Config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true);

    public static TheoryData<string> Names => [.. OpTable<double>.Rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivatives_of_an_op_over_duals_agree_with_its_backward_pass_and_with_differences(string name)
    {
        OpRow<double> row = OpTable<double>.Rows.Single(row => row.Name == name);
        OpRow<Dual<double>> dual = OpTable<Dual<double>>.Rows.Single(row => row.Name == name);
        Check.One(Config.WithMaxTest(Cases), DualProperties.Hold(row.Sample, dual.Sample));
    }
}
