using System.Numerics;
using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>Inputs for ops.</summary>
internal static class Samples
{
    /// <summary>Every length to past four vectors, and some past the unrolled loops of the widest.</summary>
    public static int[] Lengths { get; } = [.. Enumerable.Range(0, 71), 131, 300, 1029];

    /// <summary>Samples stay within this distance of 0, where no op overflows in any element type.</summary>
    private const double Bound = 6;

    public static T[] Specials<T>() where T : IFloatingPointIeee754<T>
    {
        T largest = T.BitDecrement(T.PositiveInfinity), two = T.One + T.One;
        return
        [
            T.Zero, T.NegativeZero, T.One, -T.One, two, -two, two + T.One, -two - T.One, T.One / two, T.Epsilon, -T.Epsilon,
            largest, -largest, T.PositiveInfinity, T.NegativeInfinity, T.NaN,
        ];
    }

    /// <summary>Random numbers of a domain, with a small integer at every third place where the domain has it.</summary>
    public static T[] In<T>(Domain domain, int length, Random random) where T : IFloatingPointIeee754<T>
    {
        var samples = new T[length];
        for (int i = 0; i < length; i++)
        {
            double point = Point(domain, (2 * random.NextDouble() - 1) * 10).At, whole = Math.Round(point);
            samples[i] = T.CreateTruncating(i % 3 == 0 && whole > domain.Low && whole < domain.High && whole != domain.Hole ? whole : point);
        }

        return samples;
    }

    /// <summary>Random numbers from −1 to 1.</summary>
    public static T[] Signed<T>(int length, Random random) where T : IFloatingPointIeee754<T>
    {
        var samples = new T[length];
        for (int i = 0; i < length; i++) samples[i] = T.CreateTruncating(2 * random.NextDouble() - 1);
        return samples;
    }

    /// <summary>Maps any number to a point of a domain, and tells how far the domain's nearest end or hole is.</summary>
    public static (double At, double Room) Point(Domain domain, double any)
    {
        double unit = double.IsFinite(any) ? any / (1 + Math.Abs(any)) : 0.3; // −1 to 1
        double low = Math.Max(domain.Low, -Bound), high = Math.Min(domain.High, Bound), fraction = (unit + 1) / 2;
        if (domain.Hole > low && domain.Hole < high)
        {
            (low, high) = unit < 0 ? (low, domain.Hole) : (domain.Hole, high);
            fraction = Math.Abs(unit);
        }

        double at = low + (high - low) * (0.02 + 0.96 * fraction);
        double room = Math.Min(at - domain.Low, domain.High - at);
        return (at, double.IsNaN(domain.Hole) ? room : Math.Min(room, Math.Abs(at - domain.Hole)));
    }
}
