using System.Globalization;
using MicroGrad.Simd.Tests.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>Derivatives up to the third of random expressions, in every nesting of both modes.</summary>
public sealed class HigherOrderTests
{
    private const double Rounding = 1e-10, Differences = 1e-6;

    /// <summary>How far the expressions, smooth everywhere, are tame enough for differences.</summary>
    private const double Room = 0.1;

    [SeedProperty]
    public void First_derivatives_agree(Seed seed) => Agree(seed.Random(), order: 1);

    [SeedProperty]
    public void Second_derivatives_agree(Seed seed) => Agree(seed.Random(), order: 2);

    [SeedProperty(MaxTest = 100)]
    public void Third_derivatives_agree(Seed seed) => Agree(seed.Random(), order: 3);

    /// <summary>Symmetry of second and third derivatives: the order of the directions does not matter.</summary>
    [SeedProperty]
    public void Hessians_are_symmetric(Seed seed)
    {
        Random random = seed.Random();
        var f = new RandomExpression(random, random.Next(1, 9));
        double[] x = Vector(random);
        double[][] directions = [Vector(random), Vector(random)];
        foreach (string modes in Along.Mixes(2))
            Close(Along.Modes(f, directions, modes).Of(x), Along.Modes(f, [directions[1], directions[0]], modes).Of(x), Rounding, $"{modes} of {f}");
    }

    /// <summary>All mixes of modes with one another, which for one pass of each mode is ⟨w, J u⟩ = ⟨Jᵀ w, u⟩, and with differences of derivatives of one order less.</summary>
    private static void Agree(Random random, int order)
    {
        var f = new RandomExpression(random, random.Next(1, 9));
        double[] x = Vector(random);
        double[][] directions = [.. Enumerable.Range(0, order).Select(_ => Vector(random))];
        double expected = Along.Modes(f, directions, new(Along.Forward, order)).Of(x);
        foreach (string modes in Along.Mixes(order)) Close(expected, Along.Modes(f, directions, modes).Of(x), Rounding, $"{modes} of {f}");

        IGenericFunction lower = Along.Modes(f, directions, new(Along.Forward, order - 1));
        // In constant values rather than in double, whose reciprocal estimates have a few digits only.
        double difference = CentralDifference.Of(t => lower.Of([.. x.Select((number, i) => (Value<double>)(number + t * directions[^1][i]))]).Data, 0, Room);
        Close(difference, expected, Differences, $"order {order} of {f}");
    }

    private static double[] Vector(Random random) => [.. Enumerable.Range(0, RandomExpression.Inputs).Select(_ => 3 * random.NextDouble() - 1.5)];

    private static void Close(double expected, double actual, double tolerance, string what) => Assert.True(
        Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Max(Math.Abs(expected), Math.Abs(actual))),
        string.Create(CultureInfo.InvariantCulture, $"{what}: expected {expected:R}, got {actual:R}"));
}
