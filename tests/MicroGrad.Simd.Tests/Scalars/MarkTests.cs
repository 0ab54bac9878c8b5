using Xunit;

namespace MicroGrad.Simd.Tests.Scalars;

/// <summary>Marks and rewinds: what stays, what is gone, and what it costs.</summary>
public sealed class MarkTests
{
    [SeedProperty]
    public void Values_survive_exactly_the_rewinds_to_marks_behind_them(Seed seed)
    {
        var random = seed.Random();
        var tape = new ValueTape<double>();
        var marks = new List<(TapeMark Mark, int Alive)>();
        var alive = new List<Value<double>> { tape.Variable(1) };
        var dropped = new List<Value<double>>();
        for (int step = 0; step < 60; step++)
        {
            int choice = random.Next(8);
            if (choice < 4)
            {
                alive.Add(alive[random.Next(alive.Count)] * 0.5 + alive[random.Next(alive.Count)]);
            }
            else if (choice < 6)
            {
                marks.Add((tape.Mark(), alive.Count));
            }
            else if (marks.Count > 0)
            {
                int at = random.Next(marks.Count);
                tape.RewindTo(marks[at].Mark);
                dropped.AddRange(alive[marks[at].Alive..]);
                alive.RemoveRange(marks[at].Alive, alive.Count - marks[at].Alive);
                int kept = marks[at].Alive;
                marks.RemoveAll(mark => mark.Alive > kept);
            }
        }

        foreach (Value<double> value in alive) Assert.Equal(value.Data + 1, (value + 1).Data);
        foreach (Value<double> value in dropped) Assert.Throws<InvalidOperationException>(() => value + 1);
    }

    [Fact]
    public void Gradients_of_variables_before_the_mark_add_up_over_runs()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(3), twice = x + x;
        TapeMark mark = tape.Mark();
        double sum = 0;
        for (int run = 1; run <= 5; run++)
        {
            (twice * run).Backward();
            sum += 2 * run;
            Assert.Equal(sum, x.Grad);
            tape.RewindTo(mark);
            Assert.Equal(2, tape.Count);
        }
    }

    [Fact]
    public void A_parameter_that_was_tracked_after_the_mark_is_let_go()
    {
        var parameter = new Parameter<double>("w", [2], [1.0, 2.0]);
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(3);
        TapeMark mark = tape.Mark();
        ParameterValues<double> values = tape.Track(parameter);
        (values[1] * x).Backward();
        tape.RewindTo(mark);
        (x * x).Backward();
        Assert.Equal([0.0, 3.0], parameter.Grad.ToArray());
        Assert.Throws<InvalidOperationException>(() => values[0] + 1);
    }

    [Fact]
    public void Messages_say_what_became_of_the_value_and_of_the_mark()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(1);
        TapeMark mark = tape.Mark();
        Value<double> y = x * 2;
        TapeMark later = tape.Mark();
        tape.RewindTo(mark);
        _ = x * 3;
        Assert.Equal("×: the value was recorded after a mark that its tape was since rewound to. Record it again, or rewind later.",
            Assert.Throws<InvalidOperationException>(() => y * 2).Message);
        Assert.Throws<InvalidOperationException>(() => y.Grad);
        Assert.Throws<InvalidOperationException>(() => y > 1);
        Assert.StartsWith("RewindTo: the mark was taken", Assert.Throws<InvalidOperationException>(() => tape.RewindTo(later)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new ValueTape<double>().RewindTo(mark));
        Assert.Throws<InvalidOperationException>(() => tape.RewindTo(default));
        tape.Reset();
        Assert.Throws<InvalidOperationException>(() => tape.RewindTo(mark));
        Assert.Contains("last Reset", Assert.Throws<InvalidOperationException>(() => x * 2).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warm_runs_allocate_nothing()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(3);
        TapeMark mark = tape.Mark();
        Assert.Equal(0, Allocations.Of(() =>
        {
            Value<double>.Sin(x * x).Backward();
            tape.RewindTo(mark);
        }));
    }

    [Fact]
    public void Reserved_room_is_there_at_once()
    {
        var tape = new ValueTape<double>();
        tape.Reserve(5000);
        long bytes = tape.ByteCount;
        Assert.InRange(bytes, 5000 * 32, 5001 * 32);
        Value<double> x = tape.Variable(1);
        for (int i = 0; i < 4999; i++) x *= 1.5;
        x.Backward();
        Assert.Equal(5000, tape.Count);
        Assert.Equal(bytes, tape.ByteCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => tape.Reserve(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => tape.Reserve(int.MaxValue));
    }
}
