using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>Reductions that are large enough to be cut into parts.</summary>
public sealed class ReductionThreadTests
{
    public static TheoryData<int[], int[]> Cases() => new()
    {
        { [300_001], [0] },
        { [701, 301], [0] },
        { [701, 301], [1] },
        { [701, 301], [0, 1] },
        { [3, 100_003], [0] },
        { [3, 100_003], [1] },
        { [100_003, 3], [0] },
        { [100_003, 3], [1] },
        { [40, 7, 901], [0, 2] },
        { [40, 7, 901], [1] },
        { [2, 90, 41, 51], [0, 2] },
        { [2, 90, 41, 51], [1, 3] },
        { [5, 2500, 3, 9], [0, 3] },
        { [1000, 200, 2], [0, 2] },
    };

    [Theory, MemberData(nameof(Cases))]
    public void The_same_bits_come_out_for_every_number_of_threads(int[] extents, int[] axes)
    {
        float[] one = Run(extents, axes, threads: 1);
        Assert.Equal(one, Run(extents, axes, threads: 2));
        Assert.Equal(one, Run(extents, axes, threads: 3));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Values_and_gradients_agree_with_plain_loops(int[] extents, int[] axes)
    {
        foreach (bool transposed in (bool[])[false, true])
        {
            using var tape = new TensorTape<double> { Threads = 2 };
            var random = new Random(1);
            double[] x = [.. Enumerable.Range(0, extents.Aggregate((a, b) => a * b)).Select(_ => (double)random.Next(-5000, 5000))];
            Tensor<double> variable = tape.Variable(x, Shape.Create(extents)), view = transposed ? Reversed(variable) : variable;
            int[] viewAxes = transposed ? [.. axes.Select(axis => extents.Length - 1 - axis)] : axes;
            Tensor<double> sum = view.Sum(viewAxes), max = view.Max(viewAxes), min = view.Min(viewAxes);

            // Where each element goes: row-major over the kept axes, in the order of the view.
            int[] resultStrides = new int[extents.Length];
            int results = 1;
            for (int i = 0; i < extents.Length; i++)
            {
                int axis = transposed ? i : extents.Length - 1 - i;
                if (axes.Contains(axis)) continue;
                resultStrides[axis] = results;
                results *= extents[axis];
            }

            int[] into = new int[x.Length];
            for (int i = 0; i < x.Length; i++)
                for (int axis = extents.Length - 1, rest = i; axis >= 0; rest /= extents[axis], axis--) into[i] += rest % extents[axis] * resultStrides[axis];

            double[] sums = new double[results], maxima = new double[results], minima = new double[results], maxTies = new double[results], minTies = new double[results];
            Array.Fill(maxima, double.NegativeInfinity);
            Array.Fill(minima, double.PositiveInfinity);
            for (int i = 0; i < x.Length; i++)
            {
                sums[into[i]] += x[i];
                maxima[into[i]] = Math.Max(maxima[into[i]], x[i]);
                minima[into[i]] = Math.Min(minima[into[i]], x[i]);
            }

            for (int i = 0; i < x.Length; i++)
            {
                if (x[i] == maxima[into[i]]) maxTies[into[i]]++;
                if (x[i] == minima[into[i]]) minTies[into[i]]++;
            }

            Assert.Equal(sums, sum.Data.ToArray());
            Assert.Equal(maxima, max.Data.ToArray());
            Assert.Equal(minima, min.Data.ToArray());
            double[] dy = [.. Enumerable.Range(0, results).Select(_ => (double)random.Next(-9, 10))];
            double[] before = new double[x.Length];
            AssertGrad(sum, (i, to) => dy[to]);
            AssertGrad(max, (i, to) => x[i] == maxima[to] ? dy[to] / maxTies[to] : 0);
            AssertGrad(min, (i, to) => x[i] == minima[to] ? dy[to] / minTies[to] : 0);

            void AssertGrad(Tensor<double> y, Func<int, int, double> expected)
            {
                y.Backward(dy);
                double[] after = variable.Grad.ToArray();
                for (int i = 0; i < x.Length; i++)
                    if (after[i] != before[i] + expected(i, into[i])) Assert.Fail($"Element {i} is {after[i]}, expected {before[i]} + {expected(i, into[i])}.");
                before = after;
            }
        }
    }

    [Theory]
    [InlineData(10_000_000, 1)]
    [InlineData(10, 1_000_000)]
    [InlineData(2_500, 4_000)]
    [InlineData(1_000_000, 10)]
    public void Ten_million_floats_are_summed_to_the_last_digits(int rows, int columns)
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle())];
        double[] rowSums = new double[rows], columnSums = new double[columns];
        for (int i = 0; i < x.Length; i++)
        {
            rowSums[i / columns] += x[i];
            columnSums[i % columns] += x[i];
        }

        // All terms are positive, so this is the relative error too. A sum one by one is off by 1 % and more here.
        using var tape = new TensorTape<float>();
        Tensor<float> tensor = tape.Constant(x, [rows, columns]);
        AssertClose([rowSums.Sum()], tensor.Sum());
        AssertClose(rowSums, tensor.Sum(1));
        AssertClose(columnSums, tensor.Sum(0));
        AssertClose(columnSums, tensor.Transpose().Sum(1));

        static void AssertClose(double[] expected, Tensor<float> actual)
        {
            ReadOnlySpan<float> sums = actual.Data;
            for (int i = 0; i < expected.Length; i++)
                if (!(Math.Abs(sums[i] - expected[i]) <= 1e-6 * expected[i])) Assert.Fail($"Sum {i} is {sums[i]}, expected {expected[i]}.");
        }
    }

    [Fact]
    public void A_warm_step_allocates_nothing()
    {
        using var tape = new TensorTape<float> { Threads = 2 };
        float[] numbers = new float[400 * 500];
        Action step = () =>
        {
            tape.Reset();
            Tensor<float> x = tape.Variable(numbers, [400, 500]);
            (x.Sum() + x.Max() + x.Transpose().Sum(0).Min() + x.Slice(1, 3, 7).Max(0).Sum() + x.Reshape([40, 10, 500]).Permute([1, 2, 0]).Min([0, 2]).Sum()).Backward();
        };
        Assert.Equal(0, Allocations.Of(step));
    }

    private static Tensor<double> Reversed(Tensor<double> x) => x.Permute([.. Enumerable.Range(0, x.Shape.Rank).Reverse()]);

    /// <summary>Values and gradients of all reductions, of a tensor and of its transpose.</summary>
    private static float[] Run(int[] extents, int[] axes, int threads)
    {
        using var tape = new TensorTape<float> { Threads = threads };
        var random = new Random(1);
        float[] numbers = [.. Enumerable.Range(0, extents.Aggregate((a, b) => a * b)).Select(_ => random.NextSingle())];
        Tensor<float> x = tape.Variable(numbers, Shape.Create(extents)), view = x.Permute([.. Enumerable.Range(0, extents.Length).Reverse()]);
        List<float> found = [];
        foreach (Tensor<float> y in (Tensor<float>[])[x.Sum(axes), x.Max(axes), x.Min(axes), view.Sum(axes), view.Max(axes)])
        {
            found.AddRange(y.Data);
            (y * y).Sum().Backward();
            found.AddRange(x.Grad);
        }

        return [.. found];
    }
}
