using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>Elements around a tensor, and copies of it side by side.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>The tensor with a number or some of its own elements around it.</summary>
    /// <param name="widths">How many places before and after the elements of an axis: one pair for each axis, or for some axes at the end.</param>
    /// <param name="mode">What stands there.</param>
    /// <param name="value">The number, for <see cref="PadMode.Constant"/>.</param>
    /// <exception cref="ArgumentException">
    /// There are more pairs than axes; or a width is negative, or larger than the axis has elements to offer: all for <see cref="PadMode.Circular"/>,
    /// all but one for <see cref="PadMode.Reflect"/>, and any number for <see cref="PadMode.Replicate"/>, if there is one.
    /// </exception>
    /// <remarks>VJP: to each element the sum of the upstream gradients in all places that it stands in.</remarks>
    public Tensor<T> Pad(ReadOnlySpan<(int Before, int After)> widths, PadMode mode = PadMode.Constant, T value = default)
    {
        if (mode == PadMode.Constant) return Pad(widths, value);
        Shape shape = OwnTape("Pad").ShapeOf("Pad", this);
        Padded(shape, widths);
        for (int i = 0, axis = shape.Rank - widths.Length; i < widths.Length; i++, axis++)
        {
            int extent = shape.Extents[axis], most = mode switch { PadMode.Circular => extent, PadMode.Reflect => extent - 1, _ => extent == 0 ? 0 : int.MaxValue };
            if (Math.Max(widths[i].Before, widths[i].After) > Math.Max(0, most)) Throw.PadTooWide(mode, widths[i], axis, shape);
        }

        Tensor<T> y = this;
        for (int i = 0, axis = shape.Rank - widths.Length; i < widths.Length; i++, axis++)
            if (widths[i] != (0, 0)) y = Concat(axis, y.Border(axis, widths[i].Before, mode, atEnd: false), y, y.Border(axis, widths[i].After, mode, atEnd: true));
        return y;
    }

    /// <summary>Copies of the tensor side by side along each axis.</summary>
    /// <param name="counts">How many along each axis, the last one for the last axis. Missing ones are 1; surplus ones make new axes in front.</param>
    /// <exception cref="ArgumentException">A count is negative, or there are more than axes are supported.</exception>
    /// <remarks>VJP: the sum of the upstream gradients of all copies.</remarks>
    public Tensor<T> Tile(ReadOnlySpan<int> counts)
    {
        Shape shape = OwnTape("Tile").ShapeOf("Tile", this), limits = Shape.Create(counts);
        Tensor<T> y = this;
        if (limits.Rank > shape.Rank)
        {
            Span<int> extents = stackalloc int[limits.Rank];
            extents.Fill(1);
            shape.Extents.CopyTo(extents[(limits.Rank - shape.Rank)..]);
            y = Reshape(extents);
        }

        // The innermost axis first, so that what is copied again is small for as long as may be.
        for (int i = 1; i <= counts.Length; i++) y = y.Repeat(y.Shape.Rank - i, counts[^i], each: false);
        return y;
    }

    /// <summary>Every element so many times in a row along an axis: <c>1 2</c> becomes <c>1 1 2 2</c>.</summary>
    /// <param name="count">At least 0.</param>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis, or the count is negative.</exception>
    /// <remarks>VJP: the sum of the upstream gradients of all copies.</remarks>
    public Tensor<T> RepeatEach(int count, int axis)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Repeat(OwnTape("RepeatEach").ShapeOf("RepeatEach", this).NormalizeAxis("RepeatEach", axis), count, each: true);
    }

    private Tensor<T> Pad(ReadOnlySpan<(int Before, int After)> widths, T value)
    {
        TensorTape<T> tape = OwnTape("Pad");
        int x = tape.Resolve("Pad", this);
        Shape shape = tape.ShapeOf(x), padded = Padded(shape, widths);
        Layout places = Layout.Contiguous(padded);
        for (int i = 0, axis = shape.Rank - widths.Length; i < widths.Length; i++, axis++)
            places = places.Slice(axis, widths[i].Before, shape.Extents[axis]);
        return tape.Record(PlaceRule<T>.Pad, padded, new(x), integers: tape.KeepPlaces(places), number: value);
    }

    private static Shape Padded(in Shape shape, ReadOnlySpan<(int Before, int After)> widths)
    {
        if (widths.Length > shape.Rank) Throw.PadWidths(widths, shape);
        Shape padded = shape;
        for (int i = 0, axis = shape.Rank - widths.Length; i < widths.Length; i++, axis++)
        {
            (int before, int after) = widths[i];
            if (before < 0 || after < 0) Throw.PadWidths(widths, shape);
            padded = padded.With(axis, checked(before + shape.Extents[axis] + after));
        }

        return padded;
    }

    /// <summary>What a mode puts before or after the elements of an axis.</summary>
    private Tensor<T> Border(int axis, int width, PadMode mode, bool atEnd)
    {
        int extent = Shape.Extents[axis];
        if (width == 0) return Slice(axis, 0, 0);
        return mode switch
        {
            PadMode.Reflect => Slice(axis, atEnd ? extent - 1 - width : 1, width).Flip(axis),
            PadMode.Circular => Slice(axis, atEnd ? 0 : extent - width, width),
            _ => Slice(axis, atEnd ? extent - 1 : 0, 1).BroadcastTo(Shape.With(axis, width)),
        };
    }

    /// <summary>Repeats each element, or all of them together, along an axis.</summary>
    private Tensor<T> Repeat(int axis, int count, bool each)
    {
        Shape shape = Shape;
        if (count == 1) return this;
        int outer = shape.Leading(axis).ElementCount, extent = shape.Extents[axis], inner = 1;
        for (int i = axis + 1; i < shape.Rank; i++) inner *= shape.Extents[i];
        (int before, int after) = each ? (outer * extent, inner) : (outer, extent * inner);
        return Reshape(Shape.Create([before, 1, after])).BroadcastTo(Shape.Create([before, count, after])).Reshape(shape.With(axis, checked(extent * count)));
    }
}
