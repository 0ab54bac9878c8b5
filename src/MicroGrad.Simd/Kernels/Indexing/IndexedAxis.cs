using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Kernels;

/// <summary>Elements that are found by an index along one axis, and by their own place along the others.</summary>
internal static unsafe class IndexedAxis
{
    /// <summary>y[…, i, …] = the element of x at […, indices[…, i, …], …].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(ReadOnlySpan<T> x, in Layout layout, int axis, in Shape shape, ReadOnlySpan<int> indices, Span<T> y) where T : unmanaged
    {
        if (y.IsEmpty) return;
        int last = shape.Rank - 1, width = shape.Extents[last];
        nint stride = layout.Strides[axis], step = axis == last ? 0 : layout.Strides[last];
        fixed (T* px = x, py = y)
        fixed (int* index = indices)
        {
            var starts = new RowStarts(layout, axis, shape);
            for (nint row = 0; row < y.Length; row += width, starts.Advance())
            {
                T* from = px + starts.Offset, to = py + row;
                int* at = index + row;
                if (step == 0 && stride == 1) for (nint j = 0; j < width; j++) to[j] = from[at[j]];
                else for (nint j = 0; j < width; j++, from += step) to[j] = from[at[j] * stride];
            }
        }
    }

    /// <summary>Adds values[…, i, …] to the element of a row-major array of another shape at […, indices[…, i, …], …], in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScatterAdd<T>(ReadOnlySpan<T> values, in Shape shape, ReadOnlySpan<int> indices, int axis, in Shape destinationShape, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (values.IsEmpty) return;
        var layout = Layout.Contiguous(destinationShape);
        int last = shape.Rank - 1, width = shape.Extents[last];
        nint stride = layout.Strides[axis], step = axis == last ? 0 : 1;
        fixed (T* pv = values, pd = destination)
        fixed (int* index = indices)
        {
            var starts = new RowStarts(layout, axis, shape);
            for (nint row = 0; row < values.Length; row += width, starts.Advance())
            {
                T* from = pv + row, to = pd + starts.Offset;
                int* at = index + row;
                if (step == 0 && stride == 1) for (nint j = 0; j < width; j++) to[at[j]] += from[j];
                else for (nint j = 0; j < width; j++, to += step) to[at[j] * stride] += from[j];
            }
        }
    }

    /// <summary>Where in an array each row of a shape starts, with index 0 along the axis.</summary>
    private struct RowStarts
    {
        private readonly PerAxis _extents, _strides;
        private readonly int _rank;
        private PerAxis _counters;

        public RowStarts(in Layout layout, int axis, in Shape shape)
        {
            Offset = layout.Offset;
            _rank = shape.Rank - 1;
            for (int i = 0; i < _rank; i++)
            {
                _extents[i] = shape.Extents[i];
                _strides[i] = i == axis ? 0 : layout.Strides[i];
            }
        }

        public nint Offset { get; private set; }

        public void Advance()
        {
            for (int i = _rank - 1; i >= 0; i--)
            {
                Offset += _strides[i];
                if (++_counters[i] < _extents[i]) return;
                Offset -= (nint)_strides[i] * _extents[i];
                _counters[i] = 0;
            }
        }
    }
}
