using System.Numerics;

namespace MicroGrad.Simd.Testing;

/// <summary>Where a property takes its random choices and inputs from. The same seed and size give the same, in every element type.</summary>
/// <typeparam name="T">The element type of the inputs.</typeparam>
/// <remarks>
/// A function under test is run many times, with its inputs moved a little: it must take the same from its draw each time, and so
/// must not let the inputs' values decide what it takes.
/// </remarks>
public class Draw<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Random _random;
    private readonly GradientCase _case;
    private readonly InputSource<T> _inputs;
    private int _inputCount;

    internal Draw(TensorTape<T> tape, GradientCase @case, InputSource<T> inputs)
    {
        Tape = tape;
        _case = @case;
        _random = new Random(@case.Seed);
        _inputs = inputs;
    }

    /// <summary>The tape that the inputs are on, for constants beside them.</summary>
    public TensorTape<T> Tape { get; }

    /// <summary>The highest rank that a shape should have here.</summary>
    public int MostRank => _case.Rank;

    /// <summary>True as often as false.</summary>
    public bool Flip() => _random.Next(2) == 0;

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Integer(int low, int high) => _random.Next(low, high + 1);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public double Number(double low, double high) => Math.Round(low + (high - low) * _random.NextDouble(), 3);

    /// <summary>One of several.</summary>
    public TChoice OneOf<TChoice>(params ReadOnlySpan<TChoice> choices) => choices[_random.Next(choices.Length)];

    /// <summary>Whole numbers from 0 to <paramref name="below"/> − 1.</summary>
    public int[] Indices(int count, int below)
    {
        var indices = new int[count];
        for (int i = 0; i < count; i++) indices[i] = _random.Next(below);
        return indices;
    }

    /// <summary>An extent: mostly small, 1 often, seldom 0.</summary>
    /// <param name="least">The smallest.</param>
    public int Extent(int least = 0) => Math.Max(least, _random.Next(16) == 0 ? 0 : _random.Next(4) == 0 ? 1 : _random.Next(1, _case.Extent + 1));

    /// <summary>A shape with a moderate number of elements.</summary>
    /// <param name="leastRank">The fewest axes.</param>
    /// <param name="mostRank">The most axes, if there may not be as many as <see cref="MostRank"/>.</param>
    /// <param name="leastExtent">The smallest extent.</param>
    public Shape Shape(int leastRank = 0, int mostRank = int.MaxValue, int leastExtent = 0)
    {
        int rank = _random.Next(leastRank, Math.Max(leastRank, Math.Min(mostRank, MostRank)) + 1);
        var extents = new int[rank];
        int left = _case.Elements;
        for (int i = 0; i < rank; i++)
        {
            extents[i] = Math.Max(leastExtent, Math.Min(Extent(leastExtent), left));
            left /= Math.Max(1, extents[i]);
        }

        _random.Shuffle(extents);
        return Simd.Shape.Create(extents);
    }

    /// <summary>A shape that broadcasts with another: some axes are 1 where the other's are not or the reverse, or missing in front.</summary>
    public Shape BroadcastsWith(Shape shape)
    {
        int dropped = _random.Next(3) == 0 ? _random.Next(shape.Rank + 1) : 0;
        List<int> extents = [.. shape.Extents[dropped..]];
        for (int i = 0; i < extents.Count; i++)
        {
            if (_random.Next(3) != 0) continue;
            extents[i] = extents[i] == 1 ? _random.Next(1, 4) : 1;
        }

        if (dropped == 0 && extents.Count < MostRank && _random.Next(5) == 0) extents.Insert(0, _random.Next(1, 3));
        Shape related = Simd.Shape.Create([.. extents]);
        return Simd.Shape.Broadcast(shape, related).ElementCount <= 4 * _case.Elements ? related : shape;
    }

    /// <summary>An axis of a shape, counted from 0 or from the end.</summary>
    public int Axis(Shape shape) => _random.Next(-shape.Rank, shape.Rank);

    /// <summary>Some axes of a shape in any order, each counted from 0 or from the end; seldom none.</summary>
    public int[] Axes(Shape shape)
    {
        int[] axes = Permutation(shape.Rank);
        int count = _random.Next(10) == 0 ? 0 : _random.Next(Math.Min(1, axes.Length), axes.Length + 1);
        return Array.ConvertAll(axes[..count], axis => Flip() ? axis : axis - shape.Rank);
    }

    /// <summary>The numbers 0 to <paramref name="count"/> − 1 in any order.</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        _random.Shuffle(order);
        return order;
    }

    /// <summary>Numbers that no gradient is asked for.</summary>
    public T[] Numbers(int count, Values? values = null) => Array.ConvertAll(NumberSource.Make(_random, count, values ?? Values.Any, _inputCount), T.CreateChecked);

    /// <summary>An input of any shape.</summary>
    public Tensor<T> Tensor(Values? values = null) => Tensor(Shape(), values);

    /// <summary>An input whose gradient is checked; in some draws a transposed, sliced, reversed or stepped view of the leaf.</summary>
    public Tensor<T> Tensor(Shape shape, Values? values = null) => _random.Next(shape.Rank == 0 || !_case.Views ? 1 : 8) switch
    {
        1 => Permuted(shape, values ?? Values.Any),
        2 => Sliced(shape, values ?? Values.Any),
        3 => Flipped(shape, values ?? Values.Any),
        4 => Stepped(shape, values ?? Values.Any),
        _ => Input(shape, values ?? Values.Any),
    };

    private Tensor<T> Permuted(Shape shape, Values values)
    {
        int[] order = Permutation(shape.Rank);
        var extents = new int[shape.Rank];
        for (int i = 0; i < order.Length; i++) extents[order[i]] = shape[i];
        Tensor<T> input = Input(Simd.Shape.Create(extents), values);
        _inputs.UsedAs("permuted as", shape);
        return input.Permute(order);
    }

    private Tensor<T> Sliced(Shape shape, Values values)
    {
        int axis = _random.Next(shape.Rank), before = _random.Next(3), after = _random.Next(3);
        int[] extents = [.. shape];
        extents[axis] += before + after;
        Tensor<T> input = Input(Simd.Shape.Create(extents), values);
        _inputs.UsedAs($"sliced along axis {axis} as", shape);
        return input.Slice(axis, before, shape[axis]);
    }

    private Tensor<T> Flipped(Shape shape, Values values)
    {
        Tensor<T> input = Input(shape, values);
        int[] axes = Axes(shape);
        _inputs.UsedAs($"reversed along [{string.Join(", ", axes)}] as", shape);
        return input.Flip(axes);
    }

    private Tensor<T> Stepped(Shape shape, Values values)
    {
        int[] extents = [.. shape];
        var indices = new AxisIndex[shape.Rank];
        for (int axis = 0; axis < extents.Length; axis++)
        {
            int step = _random.Next(1, 4);
            extents[axis] = Math.Max(0, extents[axis] * step - _random.Next(step));
            indices[axis] = AxisIndex.Every(Flip() ? step : -step);
        }

        Tensor<T> input = Input(Simd.Shape.Create(extents), values);
        _inputs.UsedAs("stepped as", shape);
        return input[indices];
    }

    private Tensor<T> Input(Shape shape, Values values)
    {
        _inputCount++;
        return _inputs.Next(shape, values);
    }
}

/// <summary>A draw of doubles, as gradients are checked in.</summary>
public sealed class Draw : Draw<double>
{
    internal Draw(TensorTape<double> tape, GradientCase @case, InputSource<double> inputs)
        : base(tape, @case, inputs)
    {
    }
}
