namespace MicroGrad.Simd.Shapes;

/// <summary>How a reduction is cut into parts that need nothing of one another: boxes, given by a chunk of every axis.</summary>
/// <remarks>
/// The cut depends on the shape alone, so that the same bits come out for every number of threads. A part leaves a range of results, and where they
/// are folded over an outer axis, no more of them than stay in the first-level cache. Where that gives few parts, the outermost reduced axis is cut
/// as well: into <see cref="Pieces"/>, whose results must then be folded.
/// </remarks>
internal readonly struct ReductionCut
{
    /// <summary>The most results of a part that are folded over an outer axis.</summary>
    public const int TileLength = 1024;

    // Waking a parked worker takes about as long as half of this many elements.
    private const int Threshold = 128 * 1024;
    private const int PartLength = 64 * 1024, FewParts = 16, MostPieces = 64;

    private readonly ReductionAxes _axes;
    private readonly PerAxis _chunks;

    public ReductionCut(in ReductionAxes axes)
    {
        _axes = axes;
        Pieces = 1;
        long length = 1;
        int outermostReduced = -1;
        for (int axis = 0; axis < axes.Rank; axis++)
        {
            length *= axes.Extents[axis];
            if (axes.IsReduced(axis)) outermostReduced = axis;
        }

        long volume = 1, partLength = length < Threshold ? length : PartLength, parts = 1;
        int results = 1;
        bool cut = false;
        for (int axis = 0; axis < axes.Rank; axis++)
        {
            int extent = axes.Extents[axis], chunk = extent;
            if (!axes.IsReduced(axis))
            {
                // Once an axis is cut, chunks of 1 outside of it leave the results of a part in one range.
                long most = cut ? 1 : partLength / volume;
                if (axis < outermostReduced && !cut) most = axis == 0 && outermostReduced == 1 ? Math.Max(TileLength, most / axes.Extents[1]) : TileLength / results;
                chunk = (int)Math.Clamp(most, 1, extent);
                cut |= chunk < extent;
                results *= chunk;
            }

            _chunks[axis] = chunk;
            volume *= chunk;
            parts *= Chunks(axis);
        }

        if (outermostReduced >= 0 && parts < FewParts && volume >= 2 * partLength)
        {
            long pieces = Math.Min(volume / partLength, MostPieces);
            int extent = axes.Extents[outermostReduced];
            _chunks[outermostReduced] = (int)((extent + pieces - 1) / pieces);
            Pieces = Chunks(outermostReduced);
            parts *= Pieces;
        }

        Parts = checked((int)parts);
    }

    public int Parts { get; }

    public int Pieces { get; }

    [UnscopedRef]
    public ref readonly ReductionAxes Axes => ref _axes;

    /// <summary>What one part covers. Parts of one piece follow one another.</summary>
    public ReductionBox Box(int part)
    {
        var box = default(ReductionBox);
        box.Results = 1;
        int piece = 0;
        for (int axis = 0; axis < _axes.Rank; axis++)
        {
            int chunks = Chunks(axis), chunk = part % chunks, start = chunk * _chunks[axis];
            part /= chunks;
            int count = Math.Min(_chunks[axis], _axes.Extents[axis] - start);
            box.Counts[axis] = count;
            box.Start += start * _axes.Strides[axis];
            box.BesideStart += start * _axes.Besides[axis];
            box.FirstResult += start * _axes.ResultStrides[axis];
            if (_axes.IsReduced(axis)) piece += chunk; // at most one reduced axis is cut
            else box.Results *= count;
        }

        box.Piece = piece;
        return box;
    }

    private int Chunks(int axis) => (_axes.Extents[axis] + _chunks[axis] - 1) / _chunks[axis];
}
