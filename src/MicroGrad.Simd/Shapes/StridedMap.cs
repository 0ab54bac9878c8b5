using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Shapes;

/// <summary>A layout with its axes merged to as few as possible: where the elements 0, 1, 2, … of a row-major shape stand in a buffer.</summary>
/// <remarks>
/// One map serves broadcasting (stride 0), transposes and slices. Reading through it (<see cref="Gather"/>) and adding through it
/// (<see cref="ScatterAdd"/>) are adjoint, so a view's VJP and a broadcast's un-broadcast are the same walk the other way.
/// </remarks>
internal readonly struct StridedMap
{
    private readonly int _rank;         // at least 1
    private readonly int _length;
    private readonly PerAxis _extents, _strides; // innermost axis first

    public StridedMap(in Layout layout)
    {
        Offset = layout.Offset;
        _length = layout.Shape.ElementCount;
        _extents[0] = _strides[0] = 1;
        _rank = 0;
        for (int i = layout.Shape.Rank - 1; i >= 0; i--)
        {
            int extent = layout.Shape.Extents[i], stride = layout.Strides[i];
            if (extent == 1) continue;
            if (_rank > 0 && stride == _strides[_rank - 1] * _extents[_rank - 1])
            {
                _extents[_rank - 1] *= extent;
                continue;
            }

            _extents[_rank] = extent;
            _strides[_rank] = stride;
            _rank++;
        }

        _rank = Math.Max(_rank, 1);
    }

    /// <summary>Where element 0 stands.</summary>
    public int Offset { get; }

    /// <summary>Element i stands at Offset + i, so spans can be sliced instead of gathered.</summary>
    public bool IsContiguous => _rank == 1 && (_strides[0] == 1 || _length <= 1);

    /// <summary>The distance of each element from the one before, where that is the same for all.</summary>
    public int? Step => _rank == 1 ? _strides[0] : null;

    /// <summary>No element stands where another does.</summary>
    public bool IsDistinct
    {
        get
        {
            for (int i = 0; i < _rank; i++)
                if (_strides[i] == 0 && _extents[i] > 1) return false;
            return true;
        }
    }

    /// <summary>The elements [start, start + count) are those that stand at [0, count) too, for every start that is a multiple of count.</summary>
    public bool Repeats(int count) => _strides[_rank - 1] == 0 && (_extents[_rank - 1] == 0 || count % (_length / _extents[_rank - 1]) == 0);

    /// <summary>Copies the elements [start, start + destination.Length) of the map.</summary>
    public void Gather<T>(ReadOnlySpan<T> source, int start, Span<T> destination)
    {
        var position = new Position(this, start);
        int stride = _strides[0];
        for (int done = 0; done < destination.Length;)
        {
            Span<T> rest = destination[done..];
            Span<T> run = rest[..Math.Min(position.RunLeft, rest.Length)];
            int from = position.Offset;
            if (stride == 1) source.Slice(from, run.Length).CopyTo(run);
            else if (stride == 0) run.Fill(source[from]);
            else for (int i = 0; i < run.Length; i++) run[i] = source[from + i * stride];

            int equalRows = _rank > 1 && _strides[1] == 0 ? WholeRows(position, rest.Length) : 0;
            int count = Math.Max(run.Length, equalRows * _extents[0]);
            Replicate(rest[..count], run.Length);
            done += count;
            position.Advance(this, count);
        }
    }

    /// <summary>Adds values to the elements [start, start + values.Length) of the map; an element that is met several times gets their sum.</summary>
    public unsafe void ScatterAdd<T>(ReadOnlySpan<T> values, int start, Span<T> destination) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var position = new Position(this, start);
        int stride = _strides[0];
        fixed (T* from = values, to = destination)
        {
            for (int done = 0; done < values.Length;)
            {
                // Rows that all go into one row go down together, and so do rows that go into one element each, side by side.
                int width = Math.Min(position.RunLeft, values.Length - done), rows = 1;
                if (_rank > 1 && (stride, _strides[1]) is (1, 0) or (0, 1)) rows = Math.Max(1, WholeRows(position, values.Length - done));
                T* row = from + done, at = to + position.Offset;
                if (stride == 0) RowFold.Run<T, SumFold>(row, width, rows, width, at, accumulate: true);
                else if (stride == 1) ColumnFold.Run<T, SumFold>(row, width, rows, width, at, accumulate: true);
                else for (int i = 0; i < width; i++) at[i * stride] += row[i];

                done += rows * width;
                position.Advance(this, rows * width);
            }
        }
    }

    /// <summary>Whole rows from here on along the second axis, of at most so many elements; 0 inside a row.</summary>
    private int WholeRows(in Position position, int limit) =>
        position.AtRowStart ? Math.Min(_extents[1] - position.Row, limit / _extents[0]) : 0;

    /// <summary>Repeats the first elements over the span, each copy twice as long as the last.</summary>
    private static void Replicate<T>(Span<T> span, int period)
    {
        for (int filled = period; filled < span.Length; filled *= 2)
            span[..Math.Min(filled, span.Length - filled)].CopyTo(span[filled..]);
    }

    /// <summary>Counters over the axes of a map.</summary>
    private ref struct Position
    {
        private PerAxis _counters;

        public Position(in StridedMap map, int start)
        {
            Offset = map.Offset;
            RunLeft = map._extents[0];
            Advance(map, start);
        }

        /// <summary>Where the next element stands.</summary>
        public int Offset { get; private set; }

        /// <summary>Elements left in the current run along the innermost axis.</summary>
        public int RunLeft { get; private set; }

        public readonly bool AtRowStart => _counters[0] == 0;

        public readonly int Row => _counters[1];

        public void Advance(in StridedMap map, int count)
        {
            for (int axis = 0; axis < map._rank && count > 0; axis++)
            {
                int extent = map._extents[axis];
                int total = _counters[axis] + count;
                int next = total % extent;
                count = total / extent;
                Offset += (next - _counters[axis]) * map._strides[axis];
                _counters[axis] = next;
            }

            RunLeft = map._extents[0] - _counters[0];
        }
    }
}
