using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Shapes;

/// <summary>The part of a layout that a list of indices takes, as a layout over the same buffer.</summary>
internal static class Indexing
{
    public static Layout Apply(in Layout layout, ReadOnlySpan<AxisIndex> indices)
    {
        Shape shape = layout.Shape;
        int whole = WholeAxes(indices, shape);
        var part = new LayoutBuilder(layout.Offset);
        int axis = 0;
        foreach (AxisIndex index in indices)
        {
            switch (index.Kind)
            {
                case AxisIndexKind.NewAxis:
                    part.Add(1, 0);
                    break;
                case AxisIndexKind.Ellipsis:
                    for (int end = axis + whole; axis < end; axis++) part.Add(shape.Extents[axis], layout.Strides[axis]);
                    break;
                case AxisIndexKind.Place:
                    part.Offset += Place(index.Elements.Start, axis, shape) * layout.Strides[axis];
                    axis++;
                    break;
                default:
                    (int start, int length) = Elements(index, axis, shape);
                    part.Offset += start * layout.Strides[axis];
                    part.Add(length, length > 1 ? index.Step * layout.Strides[axis] : 1);
                    axis++;
                    break;
            }
        }

        for (; axis < shape.Rank; axis++) part.Add(shape.Extents[axis], layout.Strides[axis]);
        return part.Layout;
    }

    /// <summary>How many axes no index speaks of; throws where there are too many indices.</summary>
    private static int WholeAxes(ReadOnlySpan<AxisIndex> indices, in Shape shape)
    {
        int used = 0, result = shape.Rank, ellipses = 0;
        foreach (AxisIndex index in indices)
        {
            if (index.Kind is AxisIndexKind.Place or AxisIndexKind.Range) used++;
            if (index.Kind == AxisIndexKind.Ellipsis) ellipses++;
            if (index.Kind == AxisIndexKind.Place) result--;
            if (index.Kind == AxisIndexKind.NewAxis) result++;
        }

        if (used > shape.Rank || ellipses > 1 || result > Shape.MaxRank) Throw.TooManyIndices(indices, shape);
        return shape.Rank - used;
    }

    private static int Place(Index place, int axis, in Shape shape)
    {
        int at = place.GetOffset(shape.Extents[axis]);
        if (at < 0 || at >= shape.Extents[axis]) Throw.IndexOutside(place, axis, shape);
        return at;
    }

    /// <summary>The first element taken, and how many there are.</summary>
    private static (int Start, int Length) Elements(AxisIndex index, int axis, in Shape shape)
    {
        int extent = shape.Extents[axis];
        int start = index.Elements.Start.GetOffset(extent), end = index.Elements.End.GetOffset(extent);
        if (start < 0 || end > extent || start > end) Throw.RangeOutside(index.Elements, axis, shape);
        long step = Math.Abs((long)index.Step);
        int length = (int)((end - start + step - 1) / step);
        return (index.Step > 0 ? start : end - 1, length);
    }
}
