using System.Numerics;
using MicroGrad.Simd.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>Every unary op of the catalogue on spans of one element type.</summary>
public abstract class UnaryOpTests<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static TheoryData<string> Names => [.. OpCatalog.Unary<T>().Select(op => op.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Forward_agrees_with_Apply_at_every_length(string name)
    {
        UnaryRule<T> op = Find(name);
        foreach (int length in Samples.Lengths)
        {
            T[] x = Samples.In<T>(op.Domain, length, new Random(length)), before = [.. x];
            Guarded<T> y = Guarded<T>.Rubbish(length);
            op.Forward(x, y.Span);

            Precision.AssertWithinUlps<T>(Array.ConvertAll(x, op.Apply), y.Span, Rounding.UlpsOf(name), $"{name}, length {length}");
            Assert.Equal(before, x);
            y.AssertIntact(name);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Forward_may_write_over_its_operand(string name)
    {
        UnaryRule<T> op = Find(name);
        foreach (int length in Samples.Lengths)
        {
            T[] x = Samples.In<T>(op.Domain, length, new Random(length)), apart = new T[length];
            op.Forward(x, apart);
            var inPlace = new Guarded<T>(x);
            op.Forward(inPlace.Span, inPlace.Span);

            // Not to the bit where the function is an approximation: its vector path may depend on neighbours, and those on alignment.
            Precision.AssertWithinUlps<T>(apart, inPlace.Span, Rounding.UlpsOf(name), $"{name} in place, length {length}");
            inPlace.AssertIntact(name);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Forward_agrees_with_Apply_at_special_values(string name)
    {
        UnaryRule<T> op = Find(name);
        foreach (T special in Samples.Specials<T>())
        {
            // Alone among its like, in vectors and in what is left of them.
            T[] x = new T[75], y = new T[75], expected = new T[75];
            Array.Fill(x, special);
            Array.Fill(expected, op.Apply(special));
            op.Forward(x, y);
            Precision.AssertWithinUlps<T>(expected, y, Rounding.UlpsOf(name), $"{name}({special})");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Special_values_do_not_disturb_their_neighbours(string name)
    {
        UnaryRule<T> op = Find(name);
        T[] specials = Samples.Specials<T>();
        for (int shift = 0; shift < specials.Length; shift++)
        {
            T[] x = [.. Enumerable.Range(shift, 75).Select(i => specials[i % specials.Length])], y = new T[75];
            op.Forward(x, y);
            Precision.AssertWithinUlps<T>(Array.ConvertAll(x, op.Apply), y, Rounding.UlpsOf(name), $"{name}, specials from {shift}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void NaN_in_gives_NaN_out(string name) => Assert.True(T.IsNaN(Find(name).Apply(T.NaN)));

    [Theory, MemberData(nameof(Names))]
    public void AddVjp_adds_the_upstream_gradient_times_the_slope_at_every_length(string name)
    {
        UnaryRule<T> op = Find(name);
        foreach (int length in Samples.Lengths)
        {
            var random = new Random(length);
            T[] x = Samples.In<T>(op.Domain, length, random), y = Array.ConvertAll(x, op.Apply);
            T[] dy = Samples.Signed<T>(length, random), before = Samples.Signed<T>(length, random);
            var dx = new Guarded<T>(before);
            op.AddVjp(dy, x, y, dx.Span);

            for (int i = 0; i < length; i++)
            {
                T slope = op.Slope(x[i], y[i]), product = dy[i] * slope, expected = before[i] + product;
                T slack = T.Abs(dy[i]) * Rounding.SlackOfSlope(name, slope);
                if (!Precision.SumAgrees(expected, dx.Span[i], product, slack)) Precision.Fail(expected, dx.Span[i], i, $"{name}, length {length}");
            }

            dx.AssertIntact(name);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void AddVjp_agrees_with_the_loop_of_the_interface_at_special_values(string name)
    {
        UnaryRule<T> op = Find(name), plain = PlainOps.Of(op);
        foreach (T special in Samples.Specials<T>())
        {
            const int length = 75;
            var x = new T[length];
            Array.Fill(x, special);
            T[] y = Array.ConvertAll(x, op.Apply), dy = Samples.Signed<T>(length, new Random(1)), before = Samples.Signed<T>(length, new Random(2));
            T[] expected = [.. before], actual = [.. before];
            plain.AddVjp(dy, x, y, expected);
            op.AddVjp(dy, x, y, actual);

            for (int i = 0; i < length; i++)
            {
                T slack = T.Abs(dy[i]) * Rounding.SlackOfSlope(name, op.Slope(x[i], y[i]));
                if (!Precision.SumAgrees(expected[i], actual[i], expected[i] - before[i], slack)) Precision.Fail(expected[i], actual[i], i, $"{name}({special})");
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void AddVjp_reads_nothing_that_the_op_does_not_save(string name)
    {
        UnaryRule<T> op = Find(name);
        foreach (int length in (int[])[5, 75])
            Assert.Equal(Vjp(op, length, Saves.None), Vjp(op, length, (Saves.Input | Saves.Output) & ~op.Saves));
    }

    [Theory, MemberData(nameof(Names))]
    public void AddVjp_reads_everything_that_the_op_saves(string name)
    {
        UnaryRule<T> op = Find(name);
        foreach (Saves saved in (Saves[])[Saves.Input, Saves.Output])
            if (op.Saves.HasFlag(saved))
                Assert.NotEqual(Vjp(op, 75, Saves.None), Vjp(op, 75, saved));
    }

    [Fact]
    public void Relu_and_abs_have_slope_0_at_0()
    {
        foreach (string name in (string[])["relu", "abs"])
            foreach (T zero in (T[])[T.Zero, T.NegativeZero])
            {
                UnaryRule<T> op = Find(name);
                Assert.Equal(T.Zero, op.Slope(zero, op.Apply(zero)));
            }
    }

    [Fact]
    public void The_gradient_of_relu_passes_where_its_operand_is_NaN() => Assert.Equal(T.One, Find("relu").Slope(T.NaN, T.NaN));

    private static UnaryRule<T> Find(string name) => OpCatalog.Unary<T>().Single(op => op.Name == name);

    /// <summary>A VJP with some of what it is given replaced by NaN.</summary>
    private static T[] Vjp(UnaryRule<T> op, int length, Saves lost)
    {
        var random = new Random(length);
        T[] x = Samples.In<T>(op.Domain, length, random), y = Array.ConvertAll(x, op.Apply);
        T[] dy = Samples.Signed<T>(length, random), dx = Samples.Signed<T>(length, random);
        if (lost.HasFlag(Saves.Input)) Array.Fill(x, T.NaN);
        if (lost.HasFlag(Saves.Output)) Array.Fill(y, T.NaN);
        op.AddVjp(dy, x, y, dx);
        return dx;
    }
}

public sealed class UnaryOpTestsInSingle : UnaryOpTests<float>;

public sealed class UnaryOpTestsInDouble : UnaryOpTests<double>;

public sealed class UnaryOpTestsInHalf : UnaryOpTests<Half>;
