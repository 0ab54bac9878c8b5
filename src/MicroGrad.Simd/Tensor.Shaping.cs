using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>The same elements in the same order under another shape.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>The same elements in row-major order under another shape.</summary>
    /// <remarks>Without a copy wherever strides can say it: always for a contiguous tensor, for a strided view if no merged axes have gaps between them.</remarks>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public Tensor<T> Reshape(Shape shape)
    {
        TensorTape<T> tape = OwnTape("Reshape");
        int x = tape.Resolve("Reshape", this);
        if (tape.ShapeOf(x).ElementCount != shape.ElementCount) Throw.CannotReshape(tape.ShapeOf(x), shape);
        Layout grad = Layout.Contiguous(shape);
        if (!LayoutReshape.TryReshape(tape.LayoutOf(x), shape, out Layout layout))
        {
            tape.Elements(x);
            layout = grad.At(tape.LayoutOf(x).Offset);
        }

        return tape.RecordView(ViewRule<T>.Reshape, layout, grad, x);
    }

    /// <summary>The same elements in row-major order under other extents, of which one may be left open: <c>x.Reshape([-1, 3])</c>.</summary>
    /// <param name="extents">An extent of −1 becomes what the number of elements requires.</param>
    /// <remarks>Without a copy wherever strides can say it: always for a contiguous tensor, for a strided view if no merged axes have gaps between them.</remarks>
    /// <exception cref="ArgumentException">The extents have another number of elements, are negative in another way, or leave more than one open.</exception>
    [OverloadResolutionPriority(1)] // a collection expression could be either
    public Tensor<T> Reshape(ReadOnlySpan<int> extents)
    {
        int open = extents.IndexOf(-1);
        if (open < 0) return Reshape(Shape.Create(extents));
        if (extents.Length > Shape.MaxRank) Throw.RankTooHigh(extents);
        if (extents[(open + 1)..].Contains(-1)) Throw.OpenExtents(extents);
        Shape from = OwnTape("Reshape").ShapeOf("Reshape", this);
        PerAxis closed = default;
        extents.CopyTo(closed);
        closed[open] = 1;
        int others = Shape.Create(((ReadOnlySpan<int>)closed)[..extents.Length]).ElementCount;
        if (others == 0 || from.ElementCount % others != 0) Throw.NoOpenExtent(from, extents);
        closed[open] = from.ElementCount / others;
        return Reshape(Shape.Create(((ReadOnlySpan<int>)closed)[..extents.Length]));
    }

    /// <summary>Neighbouring axes merged to one, row-major; all of them by default. A scalar becomes a vector.</summary>
    /// <param name="first">The first axis merged, counted from 0, or from the end where negative.</param>
    /// <param name="last">The last axis merged, counted likewise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">The last axis stands before the first.</exception>
    public Tensor<T> Flatten(int first = 0, int last = -1)
    {
        Shape shape = OwnTape("Flatten").ShapeOf("Flatten", this);
        if (shape.Rank == 0) return Reshape(Shape.Create([1]));
        int start = shape.NormalizeAxis("Flatten", first), end = shape.NormalizeAxis("Flatten", last), merged = 1;
        if (start > end) Throw.AxesOutOfOrder("Flatten", first, last, shape);
        PerAxis extents = default;
        for (int i = 0; i < shape.Rank; i++)
        {
            if (i >= start && i <= end) extents[start] = merged *= shape.Extents[i];
            else extents[i < start ? i : i - (end - start)] = shape.Extents[i];
        }

        return Reshape(Shape.Create(((ReadOnlySpan<int>)extents)[..(shape.Rank - (end - start))]));
    }

    /// <summary>Without the axes of extent 1.</summary>
    public Tensor<T> Squeeze()
    {
        Shape shape = OwnTape("Squeeze").ShapeOf("Squeeze", this);
        uint ones = 0;
        for (int i = 0; i < shape.Rank; i++)
            if (shape.Extents[i] == 1) ones |= 1u << i;
        return Reshape(new AxisSet(ones).Drop(shape));
    }

    /// <summary>Without one axis of extent 1.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">The axis has another extent than 1.</exception>
    public Tensor<T> Squeeze(int axis) => Squeeze([axis]);

    /// <summary>Without some axes of extent 1.</summary>
    /// <param name="axes">Each counted from 0, or from the end where negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice, or has another extent than 1.</exception>
    public Tensor<T> Squeeze(ReadOnlySpan<int> axes)
    {
        Shape shape = OwnTape("Squeeze").ShapeOf("Squeeze", this);
        var dropped = AxisSet.Create("Squeeze", shape, axes);
        foreach (int axis in axes)
            if (shape[axis] != 1) Throw.CannotSqueeze(axis, shape);
        return Reshape(dropped.Drop(shape));
    }

    /// <summary>With a new axis of extent 1.</summary>
    /// <param name="axis">Which axis of the result it is, counted from 0; a negative axis counts from the end of the result.</param>
    /// <exception cref="ArgumentOutOfRangeException">The result would have no such axis.</exception>
    /// <exception cref="ArgumentException">The tensor has as many axes as are supported.</exception>
    public Tensor<T> Unsqueeze(int axis)
    {
        Shape shape = OwnTape("Unsqueeze").ShapeOf("Unsqueeze", this);
        return Reshape(shape.Insert("Unsqueeze", axis, 1));
    }

    /// <summary>The elements stretched to a larger shape as broadcasting does, without a copy.</summary>
    /// <param name="shape">Aligned from the last axis, each extent is that of this tensor or takes the place of a 1.</param>
    /// <exception cref="ArgumentException">The tensor does not broadcast to the shape.</exception>
    /// <remarks>VJP: the upstream gradient, summed over the stretched axes.</remarks>
    public Tensor<T> BroadcastTo(Shape shape)
    {
        TensorTape<T> tape = OwnTape("BroadcastTo");
        int x = tape.Resolve("BroadcastTo", this);
        Shape from = tape.ShapeOf(x);
        if (!from.BroadcastsTo(shape)) Throw.CannotBroadcastTo(from, shape);
        return tape.RecordView(BroadcastRule<T>.Instance, tape.LayoutOf(x).BroadcastTo(shape), x);
    }
}
