using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Shapes;
using MicroGrad.Simd.Tests.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>Reductions over random axes of views of every kind, reversed and broadcast ones as well, against plain loops.</summary>
public sealed class ReductionViewTests
{
    [SeedProperty]
    public void Sums_agree_with_a_plain_loop(Seed seed)
    {
        using var tape = new TensorTape<double>();
        var x = new View(tape, seed);
        double[] expected = new double[x.Results.ElementCount];
        for (int i = 0; i < x.Elements.Length; i++) expected[x.Into[i]] += x.Elements[i];
        Tensor<double> sum = x.Tensor.Sum(x.Axes, x.Keep);
        Assert.Equal(x.Results, sum.Shape);
        Assert.Equal(expected, sum.Data.ToArray());

        double[] dy = x.Random.Integers(expected.Length);
        sum.Backward(dy);
        x.AssertGrad([.. x.Into.Select(into => dy[into])]);
    }

    [SeedProperty]
    public void Maxima_agree_with_a_plain_loop(Seed seed) => Extremes(seed, double.NegativeInfinity, Math.Max, (x, axes, keep) => x.Max(axes, keep));

    [SeedProperty]
    public void Minima_agree_with_a_plain_loop(Seed seed) => Extremes(seed, double.PositiveInfinity, Math.Min, (x, axes, keep) => x.Min(axes, keep));

    private static void Extremes(Seed seed, double worst, Func<double, double, double> pick, Func<Tensor<double>, int[], bool, Tensor<double>> reduce)
    {
        using var tape = new TensorTape<double>();
        var x = new View(tape, seed);
        if (x.ReducesNothing) return;
        double[] expected = new double[x.Results.ElementCount], ties = new double[expected.Length];
        Array.Fill(expected, worst);
        for (int i = 0; i < x.Elements.Length; i++) expected[x.Into[i]] = pick(expected[x.Into[i]], x.Elements[i]);
        Tensor<double> extreme = reduce(x.Tensor, x.Axes, x.Keep);
        Assert.Equal(x.Results, extreme.Shape);
        Assert.Equal(expected, extreme.Data.ToArray());

        bool IsTie(int i) => x.Elements[i].Equals(expected[x.Into[i]]); // and NaN equals NaN
        for (int i = 0; i < x.Elements.Length; i++)
            if (IsTie(i)) ties[x.Into[i]]++;
        double[] dy = x.Random.Integers(expected.Length);
        extreme.Backward(dy);
        x.AssertGrad([.. x.Into.Select((into, i) => IsTie(i) ? dy[into] / ties[into] : 0)]);
    }

    /// <summary>A view on a tape, which the public API may not be able to make.</summary>
    private sealed class View
    {
        private readonly Tensor<double> _variable;

        public View(TensorTape<double> tape, Seed seed)
        {
            Random = new RandomView(seed.Number);
            double[] buffer = Random.Integers(Random.BufferLength);
            if (Random.Random.Next(4) == 0) buffer[Random.Random.Next(buffer.Length)] = double.PositiveInfinity;
            _variable = tape.Variable(buffer, [buffer.Length]);
            Tensor = tape.RecordView(ViewRule<double>.Slice, Random.Layout, Random.Layout, tape.Resolve("test", _variable));
            Elements = [.. Random.Positions.Select(at => buffer[at])];
            Axes = [.. Enumerable.Range(0, Random.Extents.Length).Where(_ => Random.Random.Next(2) == 0)];
            Keep = Random.Random.Next(2) == 0;
            Shape shape = Random.Layout.Shape;
            AxisSet axes = AxisSet.Create("test", shape, Axes);
            Results = Keep ? axes.Keep(shape) : axes.Drop(shape);
            ReducesNothing = axes.Count(shape) == 0;
            Into = MicroGrad.Simd.Tests.Shapes.Layouts.Offsets(Layout.Contiguous(axes.Keep(shape)).BroadcastTo(shape));
        }

        public RandomView Random { get; }

        public Tensor<double> Tensor { get; }

        public double[] Elements { get; }

        public int[] Axes { get; }

        public bool Keep { get; }

        public Shape Results { get; }

        /// <summary>Of nothing there is no extreme, even where there is no result.</summary>
        public bool ReducesNothing { get; }

        /// <summary>Which result each element goes into.</summary>
        public int[] Into { get; }

        public void AssertGrad(double[] ofView)
        {
            double[] expected = new double[Random.BufferLength];
            for (int i = 0; i < ofView.Length; i++) expected[Random.Positions[i]] += ofView[i];
            double[] actual = _variable.Grad.ToArray();
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-12 * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
