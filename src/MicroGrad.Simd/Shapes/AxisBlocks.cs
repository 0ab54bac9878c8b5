namespace MicroGrad.Simd.Shapes;

/// <summary>One axis of a row-major array, with all axes before it as one and all axes behind it as one: element (o, i, j) stands at (o·Extent + i)·Inner + j.</summary>
internal readonly record struct AxisBlocks(int Outer, int Extent, int Inner)
{
    public static AxisBlocks Of(in Shape shape, int axis)
    {
        int outer = 1, inner = 1;
        for (int i = 0; i < axis; i++) outer *= shape.Extents[i];
        for (int i = axis + 1; i < shape.Rank; i++) inner *= shape.Extents[i];
        return new(outer, shape.Extents[axis], inner);
    }

    /// <summary>The elements of one place before the axis.</summary>
    public int Block => Extent * Inner;
}
