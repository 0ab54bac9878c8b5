using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>Orders and extremes by their place.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>The number, counted row-major, of the largest element: the first of equals, and the first NaN where there is one.</summary>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    /// <remarks>A number has no gradient.</remarks>
    public int ArgMax() => ArgExtremeOfAll<Greatest>("ArgMax");

    /// <summary>The index along one axis of the largest element: the first of equals, and the first NaN where there is one.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <returns>One index for each place of the other axes, row-major. The span lives until the tape is reset.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">The axis has extent 0.</exception>
    /// <remarks>Indices have no gradient. The elements, with theirs: <see cref="Max(int, bool)"/>.</remarks>
    public ReadOnlySpan<int> ArgMax(int axis) => ArgExtremes<Greatest>("ArgMax", axis);

    /// <summary>The number, counted row-major, of the smallest element: the first of equals, and the first NaN where there is one.</summary>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    /// <remarks>A number has no gradient.</remarks>
    public int ArgMin() => ArgExtremeOfAll<Least>("ArgMin");

    /// <summary>The index along one axis of the smallest element: the first of equals, and the first NaN where there is one.</summary>
    /// <inheritdoc cref="ArgMax(int)"/>
    public ReadOnlySpan<int> ArgMin(int axis) => ArgExtremes<Least>("ArgMin", axis);

    /// <summary>The elements in order along one axis, and where they stood. Equal ones keep their order, and NaN counts as above all.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="descending">The largest first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <remarks>VJP: the upstream gradient, back where the elements stood.</remarks>
    public Ranked<T> Sort(int axis = -1, bool descending = false)
    {
        Shape shape = OwnTape("Sort").ShapeOf("Sort", this);
        int normalized = shape.NormalizeAxis("Sort", axis);
        return Rank("Sort", GatherRule<T>.Sort, normalized, shape.Extents[normalized], descending);
    }

    /// <summary>The so many largest or smallest elements along one axis, in order, and where they stood. Of equal ones the first count, and NaN counts as above all.</summary>
    /// <param name="k">How many, from 0 to the extent of the axis.</param>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="largest">The largest, the largest first; or else the smallest, the smallest first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis, or it has fewer elements.</exception>
    /// <remarks>VJP: the upstream gradient, back where the elements stood; 0 for all others.</remarks>
    public Ranked<T> TopK(int k, int axis = -1, bool largest = true)
    {
        Shape shape = OwnTape("TopK").ShapeOf("TopK", this);
        int normalized = shape.NormalizeAxis("TopK", axis);
        if (k < 0 || k > shape.Extents[normalized]) Throw.TooMany(k, normalized, shape);
        return Rank("TopK", GatherRule<T>.TopK, normalized, k, largest);
    }

    private Ranked<T> Rank(string op, GatherRule<T> rule, int axis, int count, bool descending)
    {
        TensorTape<T> tape = OwnTape(op);
        int x = tape.Resolve(op, this);
        Shape shape = tape.ShapeOf(x), result = shape.With(axis, count);
        var blocks = AxisBlocks.Of(shape, axis);
        Buffer<int> places = tape.RentIntegers(result.ElementCount);
        Span<int> scratch = tape.IntegerScratch(RankedAxis.ScratchLength<T>(blocks.Extent, count));
        if (descending) RankedAxis.Run<T, Descending>(tape.Elements(x), blocks, count, places.Span, scratch);
        else RankedAxis.Run<T, Ascending>(tape.Elements(x), blocks, count, places.Span, scratch);
        return new Ranked<T>(tape.Record(rule, result, new(x), axis, places));
    }

    private int ArgExtremeOfAll<TExtreme>(string op) where TExtreme : struct, IExtreme
    {
        TensorTape<T> tape = OwnTape(op);
        int x = tape.Resolve(op, this);
        Shape shape = tape.ShapeOf(x);
        if (shape.ElementCount == 0) Throw.NothingToRank(op, shape);
        int place = 0;
        ArgExtreme.Run<T, TExtreme>(tape.Elements(x), new AxisBlocks(1, shape.ElementCount, 1), new(ref place));
        return place;
    }

    private ReadOnlySpan<int> ArgExtremes<TExtreme>(string op, int axis) where TExtreme : struct, IExtreme
    {
        TensorTape<T> tape = OwnTape(op);
        int x = tape.Resolve(op, this);
        Shape shape = tape.ShapeOf(x);
        var blocks = AxisBlocks.Of(shape, shape.NormalizeAxis(op, axis));
        if (blocks.Extent == 0) Throw.NothingToRank(op, shape);
        Span<int> places = tape.RentIntegers(blocks.Outer * blocks.Inner).Span;
        ArgExtreme.Run<T, TExtreme>(tape.Elements(x), blocks, places);
        return places;
    }
}
