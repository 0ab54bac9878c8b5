namespace MicroGrad.Simd.Shapes;

/// <summary>A layout put together axis by axis, outermost first.</summary>
internal struct LayoutBuilder(int offset)
{
    private PerAxis _extents, _strides;
    private int _rank;

    public int Offset { get; set; } = offset;

    public readonly Layout Layout
    {
        get
        {
            Shape shape = Shape.Create(((ReadOnlySpan<int>)_extents)[.._rank]);

            // Where nothing is left, the offset could lie outside of the buffer.
            return shape.ElementCount == 0 ? Layout.Contiguous(shape) : new Layout(shape, Offset, _strides);
        }
    }

    public void Add(int extent, int stride)
    {
        _extents[_rank] = extent;
        _strides[_rank] = stride;
        _rank++;
    }
}
