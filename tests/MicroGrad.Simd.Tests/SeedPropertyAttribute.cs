using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace MicroGrad.Simd.Tests;

/// <summary>Starts a pseudo-random sequence.</summary>
public readonly record struct Seed(int Number)
{
    public Random Random() => new(Number);
}

/// <summary>A property of whatever is drawn from a seed. The environment variable MICROGRAD_TEST_CASES sets how many are tried.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SeedPropertyAttribute : PropertyAttribute
{
    public SeedPropertyAttribute()
    {
        MaxTest = int.TryParse(Environment.GetEnvironmentVariable("MICROGRAD_TEST_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : 300;
        Arbitrary = [typeof(Seeds)];
        QuietOnSuccess = true;
    }

    /// <summary>The generator, for FsCheck. A seed has no smaller form.</summary>
    public static class Seeds
    {
        public static Arbitrary<Seed> Seed() => Arb.From(Gen.Choose(0, 999_999_999).Select(number => new Seed(number)));
    }
}
