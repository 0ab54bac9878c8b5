using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Indexing;

/// <summary>Places of extremes, sorts and choices of the largest, against LINQ's stable order.</summary>
public sealed class RankingTests : IDisposable
{
    private static readonly int[] Lengths = [1, 2, 3, 5, 8, 15, 16, 17, 31, 33, 63, 64, 65, 66, 100, 129, 300, 1000, 5000];

    private readonly TensorTape<double> _tape = new();

    public void Dispose() => _tape.Dispose();

    [Fact]
    public void Floats_are_ranked() => Ranks<float>();

    [Fact]
    public void Doubles_are_ranked() => Ranks<double>();

    [Fact]
    public void Any_element_type_is_ranked() => Ranks<NFloat>();

    [Fact]
    public void A_gradient_flows_back_to_where_the_elements_stood()
    {
        Tensor<double> x = _tape.Variable([3, 1, 2, 5, 5, 4], [2, 3]);
        (Tensor<double> sorted, ReadOnlySpan<int> places) = x.Sort();
        Assert.Equal([1, 2, 3, 4, 5, 5], sorted.Data.ToArray());
        Assert.Equal([1, 2, 0, 2, 0, 1], places.ToArray());
        sorted.Backward([1, 2, 3, 4, 5, 6]);
        Assert.Equal([3, 1, 2, 5, 6, 4], x.Grad.ToArray());

        Tensor<double> z = _tape.Variable([3, 1, 2, 5, 5, 4], [2, 3]);
        Ranked<double> top = z.TopK(1, axis: 0, largest: false);
        Assert.Equal([1, 3], top.Values.Shape);
        Assert.Equal([3, 1, 2], top.Values.Data.ToArray());
        Assert.Equal([0, 0, 0], top.Indices.ToArray());
        top.Values.Backward([7, 8, 9]);
        Assert.Equal([7, 8, 9, 0, 0, 0], z.Grad.ToArray());
    }

    [Fact]
    public void Nothing()
    {
        Tensor<double> nothing = _tape.Variable([], [2, 0]), some = _tape.Variable([1, 2], [2, 1]);
        Assert.Equal([2, 0], nothing.Sort().Values.Shape);
        Assert.Equal([2, 0], nothing.Sort(0).Values.Shape);
        Assert.Equal([2, 0], some.TopK(0).Values.Shape);
        Assert.Equal(0, nothing.ArgMax(0).Length);
    }

    [Fact]
    public void Indices_go_with_their_tape()
    {
        Ranked<double> sorted = _tape.Constant([2, 1], [2]).Sort();
        _tape.Reset();
        Assert.StartsWith("Ranked.Indices: the tensor was recorded before", Assert.Throws<InvalidOperationException>(() => sorted.Indices.Length).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warm_steps_allocate_nothing()
    {
        double[] numbers = Numbers<double>(600, new Random(1));
        Assert.Equal(0, Warm.Allocated(() =>
        {
            _tape.Reset();
            Tensor<double> x = _tape.Variable(numbers, [3, 200]);
            (x.Sort().Values.Sum() + x.Sort(0, true).Values.Sum() + x.TopK(2).Values.Sum() + x.ArgMax(1)[0] + x.ArgMin(0)[0] + x.ArgMax()).Backward();
        }));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Tensor<double> x = _tape.Constant(new double[6], [2, 3]), nothing = _tape.Constant([], [2, 0]);
        Says<ArgumentOutOfRangeException>("TopK: 4 elements were asked for along axis 1 of [2, 3]. It must be from 0 to 3.", () => x.TopK(4));
        Says<ArgumentOutOfRangeException>("TopK: -1 elements were asked for along axis 0 of [2, 3]. It must be from 0 to 2.", () => x.TopK(-1, 0));
        Says<ArgumentOutOfRangeException>("Sort: there is no axis 2 in shape [2, 3]. An axis must lie in [-2, 2).", () => x.Sort(2));
        Says<ArgumentException>("ArgMax: shape [2, 0] has no elements along the axis, and the place of an extreme of nothing does not exist.", () => nothing.ArgMax(1).Length);
        Says<ArgumentException>("ArgMin: shape [2, 0] has no elements along the axis, and the place of an extreme of nothing does not exist.", () => nothing.ArgMin());
    }

    private static void Says<TException>(string message, Func<object> act) where TException : ArgumentException =>
        Assert.StartsWith(message, Assert.Throws<TException>(() => { act(); }).Message, StringComparison.Ordinal);

    private static void Ranks<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var tape = new TensorTape<T>();
        var random = new Random(3);
        foreach (int length in Lengths)
        {
            tape.Reset();
            T[] first = Numbers<T>(length, random), second = Numbers<T>(length, random);
            Tensor<T> rows = tape.Constant([.. first, .. second], [2, length]), columns = tape.Constant([.. first.Zip(second, (a, b) => (T[])[a, b]).SelectMany(pair => pair)], [length, 2]);
            foreach (Tensor<T> x in (Tensor<T>[])[rows, columns.Transpose()])
            {
                foreach (bool descending in (bool[])[false, true])
                {
                    int[] order = Order(first, descending), secondOrder = Order(second, descending);
                    Ranked<T> sorted = x.Sort(descending: descending);
                    Assert.Equal([.. order, .. secondOrder], sorted.Indices.ToArray());
                    Assert.Equal([.. order.Select(i => first[i]), .. secondOrder.Select(i => second[i])], sorted.Values.Data.ToArray());
                    foreach (int k in (int[])[0, 1, 2, length / 9, length / 2, length])
                        if (k <= length) Assert.Equal([.. order[..k], .. secondOrder[..k]], x.TopK(k, largest: descending).Indices.ToArray());
                }

                int[] largest = [FirstOf(first, T.Max), FirstOf(second, T.Max)], smallest = [FirstOf(first, T.Min), FirstOf(second, T.Min)];
                Assert.Equal(largest, x.ArgMax(-1).ToArray());
                Assert.Equal(smallest, x.ArgMin(1).ToArray());
            }

            int[] orders = [.. Order(first, false).Zip(Order(second, false), (a, b) => (int[])[a, b]).SelectMany(pair => pair)];
            Assert.Equal(orders, columns.Sort(0).Indices.ToArray());
            Assert.Equal([FirstOf(first, T.Max), FirstOf(second, T.Max)], columns.ArgMax(0).ToArray());
            Assert.Equal([FirstOf(first, T.Min), FirstOf(second, T.Min)], columns.ArgMin(0).ToArray());
            Assert.Equal(FirstOf([.. first, .. second], T.Max), rows.ArgMax());
            Assert.Equal(FirstOf([.. first, .. second], T.Min), rows.ArgMin());
        }
    }

    // 0 and −0 are equal, NaN is above all, and LINQ's order is stable.
    private static int[] Order<T>(T[] x, bool descending) where T : IFloatingPointIeee754<T>
    {
        Comparer<int> above = Comparer<int>.Create((a, b) => T.IsNaN(x[a]) || T.IsNaN(x[b]) ? T.IsNaN(x[a]).CompareTo(T.IsNaN(x[b])) : x[a] < x[b] ? -1 : x[a] > x[b] ? 1 : 0);
        IEnumerable<int> places = Enumerable.Range(0, x.Length);
        return [.. descending ? places.OrderByDescending(i => i, above) : places.OrderBy(i => i, above)];
    }

    private static int FirstOf<T>(T[] x, Func<T, T, T> pick) where T : IFloatingPointIeee754<T>
    {
        T extreme = x.Aggregate(pick);
        return Array.FindIndex(x, number => number == extreme || (T.IsNaN(number) && T.IsNaN(extreme)));
    }

    // Many equal ones, and special ones in some draws.
    private static T[] Numbers<T>(int count, Random random) where T : IFloatingPointIeee754<T>
    {
        T[] special = [T.NaN, -T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.NegativeZero, T.Zero, T.Epsilon, -T.Epsilon];
        bool coarse = random.Next(2) == 0;
        int often = random.Next(3) switch { 0 => int.MaxValue, 1 => 4, _ => 50 };
        var numbers = new T[count];
        for (int i = 0; i < count; i++)
            numbers[i] = random.Next(often) == 0 ? special[random.Next(special.Length)] : coarse ? T.CreateChecked(random.Next(-9, 9)) : T.CreateChecked(random.NextDouble() * 4e5 - 2e5);
        return numbers;
    }
}
