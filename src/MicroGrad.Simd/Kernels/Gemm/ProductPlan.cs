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
///       for each panel of the B block             B panel = BlockDepth × two vectors, stays in L1
///         for each TileRows of the A block        C tile  = TileRows × two vectors, stays in registers
///           for each p of BlockDepth              a row of B from L1, TileRows elements of A from L2
/// </code>
/// Their scheme copies ("packs") both blocks into the order in which the innermost loop reads them. Copying pays only where an
/// operand is read many times and does not lie well in memory, so here each operand is packed by need and read in place
/// otherwise. With one block in each direction and nothing packed the same loops are the kernel for small products.
/// </remarks>
internal readonly struct ProductPlan<T>
    where T : unmanaged
{
    // A panel of B (BlockDepth × two vectors) about fills L1 and a block of A a third of L2 on today's x64 cores;
    // measured, not derived: half and twice these depths cost a few per cent.
    private const int BlockDepthBytes = 1024;
    private const int BlockABytes = 256 * 1024;
    private const int BlockBBytes = 4 * 1024 * 1024;

    // B up to here is faster read in place: the caches hold it, and packing is a pass over all of it.
    private const int InPlaceBBytes = 1024 * 1024;

    public readonly ProductRoute Route;
    public readonly int TileRows, BlockRows, BlockColumns, BlockDepth;
    public readonly bool PackA, PackB;
    public readonly int ResultLength, PackedBLength, PackedALength;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

        // Tiles of about equal height; 12 + 1 rows would leave one row waiting for its own multiply-adds.
        int tiles = CeilingDivide(m, TileWidths<T>.MaxRows);
        TileRows = CeilingDivide(m, tiles);

        int size = Unsafe.SizeOf<T>();
        bool large = (long)n * k * size > InPlaceBBytes && m >= 8 * TileRows;
        PackB = transposeB || large;
        PackA = large;
        BlockDepth = large ? Balanced(k, BlockDepthBytes / size, 1) : k;
        BlockRows = large ? Balanced(m, BlockABytes / size / BlockDepth, TileRows) : m;
        BlockColumns = large ? Balanced(n, BlockBBytes / size / BlockDepth, TileWidths<T>.Widest) : n;
        PackedALength = PackA ? BlockRows * BlockDepth : 0;
        int tail = n % lanes, tailWidth = TileWidths<T>.PaddedWidth(tail);
        PackedBLength = BlockDepth * (PackB ? TileWidths<T>.PaddedWidth(BlockColumns) : tail < tailWidth ? tailWidth : 0);
    }

    public int ScratchLength => ResultLength + PackedBLength + PackedALength;

    /// <summary>The extent of equal blocks of at most about <paramref name="limit"/>, a multiple of <paramref name="unit"/>.</summary>
    private static int Balanced(int extent, int limit, int unit)
    {
        int blocks = CeilingDivide(extent, Math.Max(limit, unit));
        return Math.Min(extent, CeilingDivide(CeilingDivide(extent, blocks), unit) * unit);
    }

    private static int CeilingDivide(int x, int y) => (x + y - 1) / y;
}
