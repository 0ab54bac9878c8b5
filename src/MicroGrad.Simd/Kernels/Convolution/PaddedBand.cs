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
    public Taps Taps(int* columns)
    {
        for (int j = 0; j < _width.Kernel; j++) columns[j] = j * _width.Dilation % _width.Step * _phase + j * _width.Dilation / _width.Step;
        return new(_height.Kernel, columns, _width.Kernel, (nint)_height.Dilation * _rowLength, (nint)_height.Step * _rowLength);
    }

    /// <summary>Copies what so many rows of windows see.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill<T>(T* image, int firstWindow, int windows, T* copy) where T : unmanaged
    {
        int rows = Rows(windows), top = firstWindow * _height.Step;
        new Span<T>(copy, rows * _rowLength).Clear();
        int first = _height.FirstFrom(top), end = _height.FirstFrom(top + rows);
        if (first >= end) return;
        T* from = image + (nint)first * _width.Source, to = copy + (nint)(_height.Start + first * _height.Spread - top) * _rowLength;
        for (int phase = 0; phase < _width.Step; phase++, to += _phase) FillPhase(phase, from, end - first, to);
    }

    // Either windows or elements stand next to one another, so that the elements of a phase are those from the first on, one in so many.
    private void FillPhase<T>(int phase, T* from, int rows, T* to) where T : unmanaged
    {
        int step = _width.Step, spread = _width.Spread, column = _width.FirstFrom(phase);
        int skipped = (_width.Start + column * spread - phase) % step;
        if (skipped > 0) column += step - skipped;
        int place = (_width.Start + column * spread - phase) / step;
        int count = Math.Min((_width.Source - column + step - 1) / step, (_phase - place + spread - 1) / spread);
        if (column >= _width.Source || count <= 0) return;
        from += column;
        to += place;
        nint fromStride = _width.Source, toStride = (nint)_rowLength * _height.Spread;
        if (step == 1 && spread == 1)
        {
            Packing.CopyColumns(rows, count, from, fromStride, to, toStride);
            return;
        }

        for (; rows > 0; rows--, from += fromStride, to += toStride)
            for (nint k = 0; k < count; k++) to[k * spread] = from[k * step];
    }

    private int Rows(int windows) => windows == 0 ? 0 : (windows - 1) * _height.Step + _height.Reach + 1;
}
