using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Shapes;

/// <summary>
/// Elements on their way from one layout to another of the same shape: the axes of both, in the order in which the places they go to lie in
/// memory, merged to as few as possible.
/// </summary>
internal readonly unsafe ref struct Transfer
{
    private readonly PerAxis _extents, _from, _to; // innermost axis first
    private readonly int _rank, _fromOffset, _toOffset;

    private Transfer(in Layout from, in Layout to)
    {
        _fromOffset = from.Offset;
        _toOffset = to.Offset;
        PerAxis order = default;
        int count = 0;
        for (int axis = to.Shape.Rank - 1; axis >= 0; axis--)
        {
            if (to.Shape.Extents[axis] == 1) continue;
            int at = count++;
            for (; at > 0 && Math.Abs(to.Strides[axis]) < Math.Abs(to.Strides[order[at - 1]]); at--) order[at] = order[at - 1];
            order[at] = axis;
        }

        for (int i = 0; i < count; i++)
        {
            int extent = to.Shape.Extents[order[i]], fromStride = from.Strides[order[i]], toStride = to.Strides[order[i]];
            if (toStride < 0)
            {
                _fromOffset += (extent - 1) * fromStride;
                _toOffset += (extent - 1) * toStride;
                (fromStride, toStride) = (-fromStride, -toStride);
            }

            int inner = _rank - 1;
            if (_rank > 0 && toStride == _to[inner] * _extents[inner] && fromStride == _from[inner] * _extents[inner])
            {
                _extents[inner] *= extent;
                continue;
            }

            _extents[_rank] = extent;
            _from[_rank] = fromStride;
            _to[_rank] = toStride;
            _rank++;
        }

        // Kernels take two axes.
        for (; _rank < 2; _rank++) _extents[_rank] = _from[_rank] = _to[_rank] = 1;

        // A transposition takes the axis along which it reads forwards beside the one along which it writes forwards.
        for (int axis = 2; axis < _rank && _from[0] != 1; axis++)
        {
            if (_from[axis] != 1) continue;
            (_extents[1], _extents[axis]) = (_extents[axis], _extents[1]);
            (_from[1], _from[axis]) = (_from[axis], _from[1]);
            (_to[1], _to[axis]) = (_to[axis], _to[1]);
        }
    }

    /// <summary>Copies the elements that one layout shows of a buffer to the places that another shows of a second buffer.</summary>
    public static void Copy<T>(ReadOnlySpan<T> from, in Layout layout, Span<T> to, in Layout places) where T : unmanaged, IFloatingPointIeee754<T> =>
        Run<T, Assign>(from, layout, to, places);

    /// <summary>Adds them to what stands in those places, of which no two are the same.</summary>
    public static void Add<T>(ReadOnlySpan<T> from, in Layout layout, Span<T> to, in Layout places) where T : unmanaged, IFloatingPointIeee754<T> =>
        Run<T, Accumulate>(from, layout, to, places);

    private static void Run<T, TTransfer>(ReadOnlySpan<T> from, in Layout layout, Span<T> to, in Layout places)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTransfer : struct, ITransfer
    {
        int count = places.Shape.ElementCount;
        if (count == 0) return;
        if (layout.IsContiguous && places.IsContiguous)
        {
            TTransfer.Run(from.Slice(layout.Offset, count), to.Slice(places.Offset, count));
            return;
        }

        var transfer = new Transfer(layout, places);
        fixed (T* source = from, target = to) transfer.Run<T, TTransfer>(transfer._rank, source + transfer._fromOffset, target + transfer._toOffset);
    }

    private void Run<T, TTransfer>(int rank, T* from, T* to)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTransfer : struct, ITransfer
    {
        if (rank == 2)
        {
            TransferRows.Run<T, TTransfer>(from, _from[0], _from[1], to, _to[0], _to[1], _extents[0], _extents[1]);
            return;
        }

        int axis = rank - 1;
        for (int i = 0; i < _extents[axis]; i++, from += _from[axis], to += _to[axis]) Run<T, TTransfer>(axis, from, to);
    }
}
