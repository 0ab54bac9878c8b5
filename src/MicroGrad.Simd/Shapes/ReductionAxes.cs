namespace MicroGrad.Simd.Shapes;

/// <summary>
/// The axes of a tensor that is reduced over some of them, innermost first in the order in which its elements lie in memory, and merged to as few as possible.
/// </summary>
/// <remarks>
/// So the walk over them reads memory forwards whatever view it is seen through. The results are numbered in the order in which the walk meets
/// them first: row-major over the axes that are kept, in the walk's order. <see cref="Results"/> says where that puts them.
/// An axis that is broadcast (stride 0) is walked like any other, and so is one that runs backwards.
/// </remarks>
internal readonly struct ReductionAxes
{
    private readonly PerAxis _extents, _strides, _besides, _resultStrides;

    /// <param name="layout">Where the elements stand in the buffer whose order is followed.</param>
    /// <param name="beside">Where the same elements stand in another buffer.</param>
    /// <param name="reduced">The axes to reduce over.</param>
    public ReductionAxes(in Layout layout, in Layout beside, AxisSet reduced)
    {
        PerAxis order = default, resultStrides = default;
        int count = 0;
        for (int axis = layout.Shape.Rank - 1; axis >= 0; axis--)
        {
            if (layout.Shape.Extents[axis] == 1) continue;
            int at = count++;
            for (; at > 0 && Reach(layout, axis) < Reach(layout, order[at - 1]); at--) order[at] = order[at - 1];
            order[at] = axis;
        }

        int results = 1;
        for (int i = 0; i < count; i++)
        {
            int axis = order[i], extent = layout.Shape.Extents[axis], resultStride = reduced.Contains(axis) ? 0 : results;
            resultStrides[axis] = resultStride;
            if (resultStride != 0) results *= extent;
            if (Rank > 0 && Continues(Rank - 1, layout.Strides[axis], beside.Strides[axis], resultStride))
            {
                _extents[Rank - 1] *= extent;
                continue;
            }

            _extents[Rank] = extent;
            _strides[Rank] = layout.Strides[axis];
            _besides[Rank] = beside.Strides[axis];
            _resultStrides[Rank] = resultStride;
            Rank++;
        }

        Results = new Layout(reduced.Keep(layout.Shape), 0, resultStrides);

        // Kernels take two axes. An axis of extent 1 is of either kind; being of the other kind than the first makes it fit in a kernel.
        for (; Rank < 2; Rank++)
        {
            _extents[Rank] = _strides[Rank] = _besides[Rank] = 1;
            _resultStrides[Rank] = Rank == 1 && _resultStrides[0] == 0 ? 1 : 0;
        }
    }

    /// <summary>At least 2.</summary>
    public int Rank { get; }

    [UnscopedRef]
    public ref readonly PerAxis Extents => ref _extents;

    [UnscopedRef]
    public ref readonly PerAxis Strides => ref _strides;

    /// <summary>The strides in the other buffer.</summary>
    [UnscopedRef]
    public ref readonly PerAxis Besides => ref _besides;

    /// <summary>From one result to the next along each axis; 0 along the axes that are reduced.</summary>
    [UnscopedRef]
    public ref readonly PerAxis ResultStrides => ref _resultStrides;

    /// <summary>Where the results stand, with the reduced axes kept as extents of 1.</summary>
    public Layout Results { get; }

    public bool IsReduced(int axis) => _resultStrides[axis] == 0;

    private static int Reach(in Layout layout, int axis) => layout.Strides[axis] == 0 ? int.MaxValue : Math.Abs(layout.Strides[axis]);

    private bool Continues(int inner, int stride, int beside, int resultStride)
    {
        int extent = _extents[inner];
        return stride == _strides[inner] * extent && beside == _besides[inner] * extent
            && (resultStride == 0) == (_resultStrides[inner] == 0) && resultStride == _resultStrides[inner] * extent;
    }
}
