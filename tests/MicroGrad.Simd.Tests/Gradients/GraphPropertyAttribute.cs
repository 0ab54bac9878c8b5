using System.Globalization;
using FsCheck.Xunit;

namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>A property of random graphs. The environment variable MICROGRAD_TEST_CASES sets how many it is tried on.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GraphPropertyAttribute : PropertyAttribute
{
    public GraphPropertyAttribute()
    {
        MaxTest = int.TryParse(Environment.GetEnvironmentVariable("MICROGRAD_TEST_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : 300;
        Arbitrary = [typeof(Graphs)];
        QuietOnSuccess = true;
    }
}
