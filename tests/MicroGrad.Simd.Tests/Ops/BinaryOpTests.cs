using System.Numerics;
using MicroGrad.Simd.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>Every binary op of the catalogue on spans of one element type.</summary>
public abstract class BinaryOpTests<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static TheoryData<string> Names => [.. OpCatalog.Binary<T>().Select(op => op.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Forward_agrees_with_Apply_at_every_length(string name)
    {
        BinaryRule<T> op = Find(name);
        foreach (int length in Samples.Lengths)
        {
            (T[] a, T[] b) = Operands(op, length);
            T[] beforeA = [.. a], beforeB = [.. b];
            Guarded<T> y = Guarded<T>.Rubbish(length);
            op.Forward(a, b, y.Span);

            Precision.AssertWithinUlps<T>(Apply(op, a, b), y.Span, Rounding.UlpsOf(name), $"{name}, length {length}");
            Assert.Equal(beforeA, a);
            Assert.Equal(beforeB, b);
            y.AssertIntact(name);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Forward_may_write_over_either_operand_or_take_one_twice(string name)
    {
        BinaryRule<T> op = Find(name);
        foreach (int length in Samples.Lengths)
        {
            (T[] a, T[] b) = Operands(op, length);
            T[] apart = new T[length], twice = new T[length];
            op.Forward(a, b, apart);
            op.Forward(a, [.. a], twice);

            Guarded<T> overA = new(a), overB = new(b), overBoth = new(a);
            op.Forward(overA.Span, b, overA.Span);
            op.Forward(a, overB.Span, overB.Span);
            op.Forward(overBoth.Span, overBoth.Span, overBoth.Span);

            Precision.AssertWithinUlps<T>(apart, overA.Span, Rounding.UlpsOf(name), $"{name}, y over a, length {length}");
            Precision.AssertWithinUlps<T>(apart, overB.Span, Rounding.UlpsOf(name), $"{name}, y over b, length {length}");
            Precision.AssertWithinUlps<T>(twice, overBoth.Span, Rounding.UlpsOf(name), $"{name}, y over a and b, length {length}");
            overA.AssertIntact(name);
            overB.AssertIntact(name);
            overBoth.AssertIntact(name);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Forward_agrees_with_Apply_at_every_pair_of_special_values(string name)
    {
        BinaryRule<T> op = Find(name);
        T[] a = new T[75], b = new T[75], y = new T[75], expected = new T[75];
        foreach ((T left, T right) in SpecialPairs())
        {
            Array.Fill(a, left);
            Array.Fill(b, right);
            Array.Fill(expected, op.Apply(left, right));
            op.Forward(a, b, y);
            Precision.AssertWithinUlps<T>(expected, y, Rounding.UlpsOf(name), $"{name}({left}, {right})");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Special_values_do_not_disturb_their_neighbours(string name)
    {
        BinaryRule<T> op = Find(name);
        T[] a = [.. SpecialPairs().Select(pair => pair.Left)], b = [.. SpecialPairs().Select(pair => pair.Right)], y = new T[a.Length];
        op.Forward(a, b, y);
        Precision.AssertWithinUlps<T>(Apply(op, a, b), y, Rounding.UlpsOf(name), name);
    }

    [Theory, MemberData(nameof(Names))]
    public void NaN_in_gives_NaN_out(string name)
    {
        BinaryRule<T> op = Find(name);
        foreach (T other in Samples.Specials<T>())
        {
            // IEEE 754: x⁰ = 1 and 1ˣ = 1 for every x, NaN included, and a side that is infinite makes a hypotenuse that is.
            bool isInfinite = name == "hypot" && T.IsInfinity(other);
            Assert.Equal(!isInfinite && !(name == "pow" && other == T.Zero), T.IsNaN(op.Apply(T.NaN, other)));
            Assert.Equal(!isInfinite && !(name == "pow" && other == T.One), T.IsNaN(op.Apply(other, T.NaN)));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void AddVjp_adds_the_upstream_gradient_times_the_slope_at_every_length(string name)
    {
        BinaryRule<T> op = Find(name);
        foreach (int length in Samples.Lengths)
        {
            (T[] a, T[] b) = Operands(op, length);
            T[] y = Apply(op, a, b), dy = Samples.Signed<T>(length, new Random(1)), before = Samples.Signed<T>(length, new Random(2));
            Guarded<T> da = new(before), db = new(before);
            op.AddVjpLeft(dy, a, b, y, da.Span);
            op.AddVjpRight(dy, a, b, y, db.Span);

            for (int i = 0; i < length; i++)
            {
                T left = dy[i] * op.SlopeLeft(a[i], b[i], y[i]), right = dy[i] * op.SlopeRight(a[i], b[i], y[i]);
                if (!Precision.SumAgrees(before[i] + left, da.Span[i], left, Rounding.SlackOfSlope(name, left))) Precision.Fail(before[i] + left, da.Span[i], i, $"{name}, left, length {length}");
                if (!Precision.SumAgrees(before[i] + right, db.Span[i], right, Rounding.SlackOfSlope(name, right))) Precision.Fail(before[i] + right, db.Span[i], i, $"{name}, right, length {length}");
            }

            da.AssertIntact(name);
            db.AssertIntact(name);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Both_VJPs_may_go_to_one_destination(string name)
    {
        BinaryRule<T> op = Find(name);
        const int length = 75;
        (T[] a, T[] b) = Operands(op, length);
        T[] y = Apply(op, a, b), dy = Samples.Signed<T>(length, new Random(1)), expected = Samples.Signed<T>(length, new Random(2)), actual = [.. expected];
        PlainOps.Of(op).AddVjpLeft(dy, a, b, y, expected);
        PlainOps.Of(op).AddVjpRight(dy, a, b, y, expected);
        op.AddVjpLeft(dy, a, b, y, actual);
        op.AddVjpRight(dy, a, b, y, actual);
        for (int i = 0; i < length; i++)
        {
            T bound = T.Abs(op.SlopeLeft(a[i], b[i], y[i])) + T.Abs(op.SlopeRight(a[i], b[i], y[i])) + T.One;
            if (!Precision.SumAgrees(expected[i], actual[i], bound)) Precision.Fail(expected[i], actual[i], i, name);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void AddVjp_agrees_with_the_loop_of_the_interface_at_every_pair_of_special_values(string name)
    {
        BinaryRule<T> op = Find(name), plain = PlainOps.Of(op);
        T[] a = new T[75], b = new T[75], dy = Samples.Signed<T>(75, new Random(1)), before = Samples.Signed<T>(75, new Random(2));
        foreach ((T left, T right) in SpecialPairs())
        {
            Array.Fill(a, left);
            Array.Fill(b, right);
            T[] y = Apply(op, a, b), expected = [.. before], actual = [.. before];
            plain.AddVjpLeft(dy, a, b, y, expected);
            op.AddVjpLeft(dy, a, b, y, actual);
            AssertSumsAgree(expected, actual, $"{name}({left}, {right}), left");

            before.CopyTo(expected, 0);
            before.CopyTo(actual, 0);
            plain.AddVjpRight(dy, a, b, y, expected);
            op.AddVjpRight(dy, a, b, y, actual);
            AssertSumsAgree(expected, actual, $"{name}({left}, {right}), right");
        }

        void AssertSumsAgree(T[] expected, T[] actual, string context)
        {
            for (int i = 0; i < expected.Length; i++)
                if (!Precision.SumAgrees(expected[i], actual[i], expected[i] - before[i], Rounding.SlackOfSlope(name, expected[i] - before[i]))) Precision.Fail(expected[i], actual[i], i, context);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void AddVjp_reads_nothing_that_the_op_does_not_save(string name)
    {
        BinaryRule<T> op = Find(name);
        foreach (int length in (int[])[5, 75])
            Assert.Equal(Vjps(op, length, Saves.None), Vjps(op, length, (Saves.Left | Saves.Right | Saves.Output) & ~op.Saves));
    }

    [Theory, MemberData(nameof(Names))]
    public void AddVjp_reads_everything_that_the_op_saves(string name)
    {
        BinaryRule<T> op = Find(name);
        foreach (Saves saved in (Saves[])[Saves.Left, Saves.Right, Saves.Output])
            if (op.Saves.HasFlag(saved))
                Assert.NotEqual(Vjps(op, 75, Saves.None), Vjps(op, 75, saved));
    }

    [Theory, MemberData(nameof(Names))]
    public void Where_the_slope_has_a_kink_equal_operands_share_as_the_op_says(string name)
    {
        BinaryRule<T> op = Find(name);
        if (!op.KinkWhereEqual) return;
        T half = T.One / (T.One + T.One);

        // A clamped number at its bound keeps its gradient.
        (T, T) share = name.StartsWith("clamp", StringComparison.Ordinal) ? (T.One, T.Zero) : (half, half);
        Assert.Equal(share, Slopes(op, T.Zero, T.NegativeZero));
        Assert.Equal(share, Slopes(op, T.NegativeZero, T.Zero));
        foreach (T special in Samples.Specials<T>()) Assert.Equal(share, Slopes(op, special, special));
    }

    [Fact]
    public void The_larger_operand_takes_the_gradient_of_a_maximum_and_the_smaller_that_of_a_minimum()
    {
        Assert.Equal((T.Zero, T.One), Slopes(Find("max"), T.One, T.PositiveInfinity));
        Assert.Equal((T.One, T.Zero), Slopes(Find("max"), T.One, -T.One));
        Assert.Equal((T.One, T.Zero), Slopes(Find("min"), T.One, T.PositiveInfinity));
        Assert.Equal((T.Zero, T.One), Slopes(Find("min"), T.One, -T.One));
    }

    [Fact]
    public void NaN_takes_the_gradient_of_a_maximum_and_of_a_minimum()
    {
        foreach (string name in (string[])["max", "min"])
            foreach (T other in Samples.Specials<T>())
                if (!T.IsNaN(other))
                {
                    Assert.Equal((T.One, T.Zero), Slopes(Find(name), T.NaN, other));
                    Assert.Equal((T.Zero, T.One), Slopes(Find(name), other, T.NaN));
                }
    }

    [Fact]
    public void A_square_is_a_product_whether_or_not_all_exponents_are_2()
    {
        T two = T.One + T.One;
        BinaryRule<T> pow = Find("pow");
        T[] a = Samples.Signed<T>(75, new Random(1)), b = new T[75], y = new T[75], squares = Array.ConvertAll(a, x => x * x);
        Array.Fill(b, two);
        pow.Forward(a, b, y);
        Precision.AssertIdentical<T>(squares, y, "all squares");

        b[40] = two + T.One;
        squares[40] = a[40] * a[40] * a[40];
        pow.Forward(a, b, y);
        Precision.AssertWithinUlps<T>(squares, y, Rounding.UlpsOf("pow"), "squares and a cube");
    }

    [Fact]
    public void The_slopes_of_a_power_are_their_limits_where_the_formula_is_0_times_infinity()
    {
        T two = T.One + T.One;
        foreach (T a in (T[])[T.Zero, T.NegativeZero, T.One, -T.One, T.PositiveInfinity, T.NegativeInfinity])
            Assert.Equal(T.Zero, Slopes(Find("pow"), a, T.Zero).Left);
        foreach (T b in (T[])[T.Zero, T.One, two, T.PositiveInfinity])
            Assert.Equal(T.Zero, Slopes(Find("pow"), T.Zero, b).Right);
        Assert.Equal((-two, two * two), (Slopes(Find("pow"), -T.One, two).Left, Slopes(Find("pow"), two, two).Left));
    }

    private static BinaryRule<T> Find(string name) => OpCatalog.Binary<T>().Single(op => op.Name == name);

    private static (T[] A, T[] B) Operands(BinaryRule<T> op, int length) =>
        (Samples.In<T>(op.LeftDomain, length, new Random(length)), Samples.In<T>(op.RightDomain, length, new Random(length + 1)));

    private static (T Left, T Right)[] SpecialPairs() =>
        [.. from left in Samples.Specials<T>() from right in Samples.Specials<T>() select (left, right)];

    private static T[] Apply(BinaryRule<T> op, T[] a, T[] b) => [.. a.Zip(b, op.Apply)];

    private static (T Left, T Right) Slopes(BinaryRule<T> op, T a, T b) =>
        (op.SlopeLeft(a, b, op.Apply(a, b)), op.SlopeRight(a, b, op.Apply(a, b)));

    /// <summary>Both VJPs, one after the other, with some of what they are given replaced by NaN.</summary>
    private static T[] Vjps(BinaryRule<T> op, int length, Saves lost)
    {
        (T[] a, T[] b) = Operands(op, length);
        T[] y = Apply(op, a, b), dy = Samples.Signed<T>(length, new Random(1)), da = Samples.Signed<T>(length, new Random(2)), db = [.. da];
        if (lost.HasFlag(Saves.Left)) Array.Fill(a, T.NaN);
        if (lost.HasFlag(Saves.Right)) Array.Fill(b, T.NaN);
        if (lost.HasFlag(Saves.Output)) Array.Fill(y, T.NaN);
        op.AddVjpLeft(dy, a, b, y, da);
        op.AddVjpRight(dy, a, b, y, db);
        return [.. da, .. db];
    }
}

public sealed class BinaryOpTestsInSingle : BinaryOpTests<float>;

public sealed class BinaryOpTestsInDouble : BinaryOpTests<double>;

public sealed class BinaryOpTestsInHalf : BinaryOpTests<Half>;
