namespace MicroGrad.Simd.Kernels;

/// <summary>How one product is computed: the kernels, the blocks, what is packed, and the scratch that takes.</summary>
/// <remarks>
/// The loops follow K. Goto and R. van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008,
/// in the form BLIS gave them (F. Van Zee and R. van de Geijn, "BLIS: A Framework for Rapidly Instantiating BLAS
/// Functionality", ACM TOMS 41(3), 2015):
/// <code>
/// for each BlockColumns of C                      B block = BlockDepth × BlockColumns, stays in L3
///   for each BlockDepth of k
///     for each BlockRows of C                     A block = BlockRows × BlockDepth, stays in L2
///       for each panel of the B block             B panel = BlockDepth × two vectors, stays in L2 or L1
///         for each tile of some rows              C tile  = rows × two vectors, stays in registers
///           for each p of BlockDepth              a row of the panel, a column of the tile of A
/// </code>
/// Their scheme copies ("packs") both blocks into the order in which the innermost loop reads them. A copy pays only for an
/// operand that is read many times and lies badly in memory, so only large products are packed. In all others only a
/// very long k is cut into blocks, A and B are read where they are, and what must be rearranged for the vectors
/// (a transposed B, columns that fill no vector) goes through one panel, used while it is still in the nearest cache.
/// </remarks>
internal readonly struct ProductPlan<T>
    where T : unmanaged, INumberBase<T>
{
    // Measured on Zen 4 (32 KB L1, 1 MB L2) at 1024³ and 2048³. Deep blocks win although the panel leaves L1: the kernel
    // needs few bytes per multiply-add, while each further block of the depth is one more pass over C.
    private const int BlockDepthBytes = 4096;
    private const int InPlaceDepthBytes = 2 * BlockDepthBytes;
    private const int BlockABytes = 256 * 1024;
    private const int BlockBBytes = 4 * 1024 * 1024;

    // Rows of C that are still in L2 when they are complete, for whatever the caller does with them next.
    private const int BlockCBytes = 512 * 1024;

    // Packing gains from here on. Rows of 4 KB or more lie in the same few sets of L1, so that they evict each other.
    private const int LargeBBytes = 1024 * 1024;
    private const int HugeBBytes = 5 * LargeBBytes / 2;
    private const int LongRowBytes = 4096;
    private const int LargeTiles = 8;

    // From here on a panel no longer stays in L1 where it lies. Copying it pays once there are tiles enough to share the copy:
    // fewer of short tiles than of tall ones, which use each row of the panel for more multiply-adds.
    private const int MediumBBytes = 128 * 1024;
    private const int TilesPerRow = 2;

    // Multiply-adds from which a second thread pays. Measured: 80³ takes 1/1.8 of the time when the worker still spins; one that has
    // parked takes 5 to 15 µs to wake, which is too much for 64³. A vector meets a matrix at the speed of memory: of L3, beyond L2.
    private const long SplitThreshold = 400_000;
    private const long SplitMatrixBytes = 1024 * 1024;

    public readonly ProductRoute Route;

    /// <summary>Blocks of A are packed, and those of B too.</summary>
    public readonly bool PackA;

    /// <summary>B is packed panel by panel; its last columns are in any case when they do not fill a vector.</summary>
    public readonly bool PackB;

    /// <summary>Packed panels are kept for the next rows of C, instead of each taking the place of the one before.</summary>
    public readonly bool KeepsPanels;

    public readonly int BlockRows, BlockColumns, BlockDepth;

    /// <summary>Parts of the scratch: a result before it is transposed or a vector, then panels of B, then the block of A.</summary>
    public readonly int ResultLength, PackedBLength, PackedALength;

    /// <summary>Threads share the rows of C, or else its columns.</summary>
    public readonly bool SplitsRows;

    // Inlined into its only caller, where the fields then go straight to their places.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ProductPlan(bool transposeA, bool transposeB, int m, int n, int k)
    {
        if (m == 0 || n == 0 || k == 0)
        {
            Route = ProductRoute.Empty;
            return;
        }

        if (m == 1 || n == 1)
        {
            // Only a vector whose elements lie apart needs a copy, but strides are not known here.
            Route = ProductRoute.MatrixVector;
            ResultLength = n == 1 ? Math.Max(m, k) : k;
            return;
        }

        Route = ProductRoute.Blocked;
        int lanes = TileWidths<T>.Lanes;
        bool narrowResult = transposeA && !transposeB && n < lanes && m > n;
        bool shortResult = transposeB && m <= lanes && n > 2 * m;
        if (narrowResult || shortResult)
        {
            // Vectors along m instead of n: no wasted lanes in the first case, no large B to transpose in the second.
            Route = ProductRoute.BlockedTransposed;
            ResultLength = m * n;
            (m, n) = (n, m);
            (transposeA, transposeB) = (!transposeB, !transposeA);
        }

        // Each band reads, and perhaps packs, all of the operand that it shares with the others, so that should be the smaller one.
        SplitsRows = m >= n;

        int tiles = CeilingDivide(m, TileWidths<T>.MaxRows);
        int size = Unsafe.SizeOf<T>();
        long bBytes = (long)n * k * size;
        PackA = tiles >= LargeTiles && (bBytes > HugeBBytes || (bBytes > LargeBBytes && (long)k * size >= LongRowBytes));
        PackB = PackA || transposeB || (bBytes > MediumBBytes && tiles > TilesPerRow * TileWidths<T>.MaxRows);
        if (PackA)
        {
            BlockDepth = Balanced(k, BlockDepthBytes / size, 1);
            BlockRows = Balanced(m, BlockABytes / size / BlockDepth, TileWidths<T>.MaxRows);
            BlockColumns = Balanced(n, BlockBBytes / size / BlockDepth, TileWidths<T>.Widest);
            PackedALength = BlockRows * BlockDepth;
        }
        else
        {
            BlockDepth = Balanced(k, InPlaceDepthBytes / size, 1);
            BlockRows = (long)m * n * size <= BlockCBytes ? m : Balanced(m, BlockCBytes / size / n, TileWidths<T>.MaxRows);
            BlockColumns = n;
        }

        KeepsPanels = BlockRows < m;
        int tail = BlockColumns & (lanes - 1), tailWidth = tail == 0 ? 0 : TileWidths<T>.PanelWidth(tail);
        if (PackB || tail < tailWidth)
            PackedBLength = BlockDepth * (KeepsPanels ? TileWidths<T>.PaddedWidth(BlockColumns) : PackB ? TileWidths<T>.PanelWidth(n) : tailWidth);
    }

    public int ScratchLength => ResultLength + PackedBLength + PackedALength;

    /// <summary>The extent of a band of C is a multiple of this.</summary>
    public int BandUnit => SplitsRows ? 1 : TileWidths<T>.Lanes;

    /// <summary>How many bands a product is worth; 1 for most.</summary>
    public int Parts(int m, int n, int k, int threads)
    {
        threads = Math.Min(threads, WorkerPool.MaxThreads);
        long work = (long)m * n * k;
        if (Route == ProductRoute.MatrixVector && work * Unsafe.SizeOf<T>() >= SplitMatrixBytes) return threads;
        if (Route != ProductRoute.Blocked || work < SplitThreshold) return 1;
        return Math.Clamp(SplitsRows ? m / TileWidths<T>.MaxRows : n / TileWidths<T>.Widest, 1, threads);
    }

    /// <summary>The extent of equal blocks of at most about <paramref name="limit"/>, a multiple of <paramref name="unit"/>.</summary>
    private static int Balanced(int extent, int limit, int unit)
    {
        if (extent <= limit)
            return extent;

        int blocks = CeilingDivide(extent, Math.Max(limit, unit));
        return Math.Min(extent, CeilingDivide(CeilingDivide(extent, blocks), unit) * unit);
    }

    private static int CeilingDivide(int x, int y) => (x + y - 1) / y;
}
