using FsCheck.Xunit;
using MicroGrad.Simd.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>The slopes of every op against what they are slopes of.</summary>
public sealed class SlopeTests
{
    [Property(MaxTest = 500)]
    public void Every_slope_of_one_operand_agrees_with_a_central_difference(double any)
    {
        foreach (UnaryRule<double> op in OpCatalog.Unary<double>())
        {
            (double x, double room) = Samples.Point(op.Domain, any);
            double y = op.Apply(x);
            AssertAgree(CentralDifference.Of(op.Apply, x, room), op.Slope(x, y), y, $"{op.Name}({x:r})");
        }
    }

    [Property(MaxTest = 500)]
    public void Every_slope_of_two_operands_agrees_with_a_central_difference(double anyA, double anyB)
    {
        foreach (BinaryRule<double> op in OpCatalog.Binary<double>())
        {
            (double a, double roomA) = Samples.Point(op.LeftDomain, anyA);
            (double b, double roomB) = Samples.Point(op.RightDomain, anyB);
            if (op.KinkWhereEqual)
            {
                if (Math.Abs(a - b) < 0.1) b += a <= b ? 0.2 : -0.2;
                (roomA, roomB) = (Math.Min(roomA, Math.Abs(a - b)), Math.Min(roomB, Math.Abs(a - b)));
            }

            double y = op.Apply(a, b);
            AssertAgree(CentralDifference.Of(at => op.Apply(at, b), a, roomA), op.SlopeLeft(a, b, y), y, $"{op.Name}({a:r}, {b:r}), left");
            AssertAgree(CentralDifference.Of(at => op.Apply(a, at), b, roomB), op.SlopeRight(a, b, y), y, $"{op.Name}({a:r}, {b:r}), right");
        }
    }

    [Fact]
    public void A_slope_that_is_wrong_by_a_thousandth_is_noticed()
    {
        foreach (UnaryRule<double> op in OpCatalog.Unary<double>())
        {
            (double x, double room) = Samples.Point(op.Domain, 0.3);
            double y = op.Apply(x), slope = op.Slope(x, y);
            if (slope != 0) Assert.False(Agree(CentralDifference.Of(op.Apply, x, room), slope * 1.001, y), op.Name);
        }

        foreach (BinaryRule<double> op in OpCatalog.Binary<double>())
        {
            (double a, double roomA) = Samples.Point(op.LeftDomain, 0.3);
            (double b, double roomB) = Samples.Point(op.RightDomain, op.KinkWhereEqual ? 2 : 0.4);
            double y = op.Apply(a, b), left = op.SlopeLeft(a, b, y), right = op.SlopeRight(a, b, y);
            if (left != 0) Assert.False(Agree(CentralDifference.Of(at => op.Apply(at, b), a, roomA), left * 1.001, y), op.Name);
            if (right != 0) Assert.False(Agree(CentralDifference.Of(at => op.Apply(a, at), b, roomB), right * 1.001, y), op.Name);
        }
    }

    // Where the slope is much smaller than the function, rounding of the function is all that the difference sees.
    private static bool Agree(double difference, double slope, double y) =>
        Math.Abs(difference - slope) <= 1e-7 * Math.Max(Math.Abs(slope), 1e-4 * Math.Abs(y));

    private static void AssertAgree(double difference, double slope, double y, string context)
    {
        if (!Agree(difference, slope, y)) Assert.Fail($"{context}: slope {slope:r}, central difference {difference:r}.");
    }
}
