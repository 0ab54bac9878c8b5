using System.Globalization;
using FsCheck;
using MicroGrad.Simd.Testing;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests;

/// <summary>The gradient of every op of the catalogue against central differences. The environment variable MICROGRAD_OP_CASES sets on how many cases each.</summary>
public sealed class RowGradientTests
{
    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("MICROGRAD_OP_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : 1000;

    public static TheoryData<string> Names => [.. OpTable.Rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_of_an_op_agrees_with_differences(string name)
    {
        OpRow row = OpTable.Rows.Single(row => row.Name == name);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), GradientProperties.Hold(row.Sample));
    }
}
