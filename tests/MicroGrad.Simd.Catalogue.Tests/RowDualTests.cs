using System.Globalization;
using System.Numerics;
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
    public void Derivatives_of_an_op_over_duals_agree_with_its_backward_pass_and_with_differences(string name) => Check.One(
        Config.WithMaxTest(Cases), DualProperties.Hold(Find<double>(name).Sample, Find<Dual<double>>(name).Sample));

    [Theory]
    [InlineData("Pow", 1591435464, 0, 1, 1)] // the exponent is −1 and has a tangent
    [InlineData("Erf", 86826951, 3, 4, 32)] // at −0
    public void Derivatives_that_were_wrong_once(string name, int seed, int rank, int extent, int elements) => DualProperties.Replay(
        Find<double>(name).Sample, Find<Dual<double>>(name).Sample,
        new GradientCase(seed) { Rank = rank, Extent = extent, Elements = elements, Decimals = 0, Views = false });

    private static OpRow<T> Find<T>(string name) where T : unmanaged, IFloatingPointIeee754<T> => OpTable<T>.Rows.Single(row => row.Name == name);
}
