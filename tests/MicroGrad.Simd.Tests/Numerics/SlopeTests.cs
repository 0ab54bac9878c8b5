using Xunit;

namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>Slopes of every function, in both modes and for every operand, against differences.</summary>
public sealed class SlopeTests
{
    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Functions<double>.All.Count)];

    [Theory, MemberData(nameof(Rows))]
    public void Slopes_are_those_of_central_differences(int row)
    {
        foreach (double[] at in Points(row))
        {
            GradientReport report = GradientCheck.Compare(x => Functions<Value<double>>.All[row].At(x), at);
            Assert.True(report.Passed(1e-8) && report.Kinks.Count == 0, $"{Name(row)} at {string.Join(", ", at)}: {report}");
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public void Second_slopes_are_those_of_central_differences_of_the_first(int row)
    {
        foreach (double[] at in Points(row))
            for (int operand = 0; operand < at.Length; operand++)
            {
                GradientReport report = GradientCheck.Compare(x => Tangent(row, x, operand), at);
                Assert.True(report.Passed(1e-7) && report.Kinks.Count == 0, $"{Name(row)} at {string.Join(", ", at)}, operand {operand}: {report}");
            }
    }

    [Theory, MemberData(nameof(Rows))]
    public void Both_modes_give_the_same(int row)
    {
        foreach (double[] at in Points(row))
        {
            var tape = new ValueTape<double>();
            Value<double>[] x = Array.ConvertAll(at, tape.Variable);
            Value<double> y = Functions<Value<double>>.All[row].At(x);
            y.Backward();
            for (int operand = 0; operand < at.Length; operand++)
                Assert.Equal(x[operand].Grad, Tangent(row, Array.ConvertAll(at, number => (Value<double>)number), operand).Data, 1e-14 * Math.Max(1, Math.Abs(x[operand].Grad)));
        }
    }

    [Fact]
    public void Steps_are_flat_in_both_modes()
    {
        foreach ((Function<Value<double>> reverse, Function<Dual<double>> forward) in Members<Value<double>>.Flat.Zip(Members<Dual<double>>.Flat))
            foreach (double at in new[] { -2.5, -0.3, 0, 1, 1.2345, 7.5 })
            {
                Value<double> x = new ValueTape<double>().Variable(at), y = reverse.At([x]);
                y.Backward();
                Assert.Equal((0, 0), (x.Grad, forward.At([new(at, 1)]).Tangent));
            }
    }

    private static string Name(int row) => $"{Functions<double>.All[row].Key} [{row}]";

    /// <summary>The tangent towards one operand, as a value that has a gradient of its own.</summary>
    private static Value<double> Tangent(int row, Value<double>[] x, int operand) =>
        Functions<Dual<Value<double>>>.All[row].At([.. x.Select((value, i) => new Dual<Value<double>>(value, i == operand ? 1.0 : 0.0))]).Tangent;

    private static IEnumerable<double[]> Points(int row)
    {
        var random = new Random(row);
        for (int i = 0; i < 10; i++)
            yield return [.. Functions<double>.All[row].Domain.Select(domain => domain.Low + (0.05 + 0.9 * random.NextDouble()) * (domain.High - domain.Low))];
    }
}
