using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>A copy of some rows of an image with its padding as zeros, so that every window lies inside whole.</summary>
/// <remarks>
/// Where windows are s columns apart, a row is kept as s phases of every s-th place each: the places of one tap in neighbouring windows are
/// then neighbours. The cut into bands depends on the sizes alone.
/// </remarks>
internal readonly unsafe struct PaddedBand
{
    // Half of a small first-level cache.
    private const int BandBytes = 16 * 1024;

    private readonly SlidingAxis _height, _width;
    private readonly int _phase, _rowLength;

    public PaddedBand(SlidingAxis height, SlidingAxis width, int elementSize)
    {
        (_height, _width) = (height, width);
        _phase = width.Windows + width.Reach / width.Step;
        _rowLength = checked(_phase * width.Step);
        int fitting = (BandBytes / elementSize / Math.Max(1, _rowLength) - height.Reach - 1) / height.Step + 1;

        // At least so many that not most of the rows are copied for two bands.
        Windows = Math.Clamp(Math.Max(fitting, height.Reach + 1) / TapSums.Rows * TapSums.Rows, Math.Min(TapSums.Rows, height.Windows), height.Windows);
        Count = (height.Windows + Windows - 1) / Math.Max(1, Windows);
    }

    /// <summary>Rows of windows in a band; the last may have fewer.</summary>
    public int Windows { get; }

    /// <summary>Bands of an image.</summary>
    public int Count { get; }

    /// <summary>Elements of the copy.</summary>
    public int Length => checked(Rows(Windows) * _rowLength);

    /// <summary>Where the taps of a filter stand.</summary>
    /// <param name="columns">Room for the taps of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Taps Taps(int* columns)
    {
        for (int j = 0; j < _width.Kernel; j++) columns[j] = j * _width.Dilation % _width.Step * _phase + j * _width.Dilation / _width.Step;
        return new(_height.Kernel, columns, _width.Kernel, (nint)_height.Dilation * _rowLength, (nint)_height.Step * _rowLength);
    }

    /// <summary>Copies what so many rows of windows see.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill<T>(T* image, int firstWindow, int windows, T* copy) where T : unmanaged
    {
        int top = firstWindow * _height.Step, end = top + Rows(windows), first = _height.FirstFrom(top), rows = _height.FirstFrom(end) - first;
        T* from = image + (nint)first * _width.Source, to = copy + (nint)(_height.Start + first * _height.Spread - top) * _rowLength;
        T* afterLast = copy + (nint)(end - top) * _rowLength;
        if (rows > 0 && _width.Step == 1 && _width.Spread == 1 && CopyRows(from, rows, to, copy, afterLast)) return;
        Clear(copy, afterLast);
        for (int phase = 0; phase < _width.Step; phase++, to += _phase) CopyPhase(phase, from, rows, to);
    }

    // Clears no more than what lies between rows. False where all columns are padding.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool CopyRows<T>(T* from, int rows, T* to, T* copy, T* afterLast) where T : unmanaged
    {
        int column = _width.FirstFrom(0), place = _width.Start + column, count = Math.Min(_width.Source - column, _rowLength - place);
        if (count <= 0) return false;
        nint stride = (nint)_height.Spread * _rowLength;
        to += place;
        Clear(copy, to);
        Packing.CopyColumns(rows, count, from + column, _width.Source, to, stride);
        for (; rows > 1; rows--, to += stride)
            for (nint k = count; k < stride; k++) to[k] = default;
        Clear(to + count, afterLast);
        return true;
    }

    // Either windows or elements stand next to one another, so that the elements of a phase are those from the first on, one in so many.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyPhase<T>(int phase, T* from, int rows, T* to) where T : unmanaged
    {
        int step = _width.Step, spread = _width.Spread, column = _width.FirstFrom(phase);
        int beyond = (_width.Start + column * spread - phase) % step;
        if (beyond > 0) column += step - beyond;
        int place = (_width.Start + column * spread - phase) / step;
        int count = Math.Min((_width.Source - column + step - 1) / step, (_phase - place + spread - 1) / spread);
        from += column;
        to += place;
        for (nint stride = (nint)_height.Spread * _rowLength; rows > 0; rows--, from += _width.Source, to += stride)
        {
            if (step == 2 && count >= Vector128<T>.Count) CopyEveryOther(from, count, to);
            else
                for (nint k = 0; k < count; k++) to[k * spread] = from[k * step];
        }
    }

    // The last vector overlaps the one before it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyEveryOther<T>(T* from, int count, T* to) where T : unmanaged
    {
        int last = count - Vector128<T>.Count;
        for (int k = 0; k < last; k += Vector128<T>.Count) Lanes128<T>.Store(Lanes128<T>.LoadEveryOther(from + 2 * k), to + k);
        Lanes128<T>.Store(Lanes128<T>.LoadEveryOther(from + 2 * last), to + last);
    }

    private static void Clear<T>(T* start, T* end) where T : unmanaged => new Span<T>(start, (int)(end - start)).Clear();

    private int Rows(int windows) => windows == 0 ? 0 : (windows - 1) * _height.Step + _height.Reach + 1;
}
