namespace MicroGrad.Simd.Kernels;

/// <summary>The loops around the micro-kernel; <see cref="ProductPlan{T}"/> explains them.</summary>
internal static unsafe class BlockedProduct<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>C = A·B, plus C itself when told, where C is m×n with contiguous rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in ProductPlan<T> plan, int m, int n, int k,
        StridedMatrix<T> a, StridedMatrix<T> b, T* c, nint cStride, bool accumulate, T* scratch)
    {
        T* packedB = scratch, packedA = scratch + plan.PackedBLength;
        for (int column = 0; column < n; column += plan.BlockColumns)
        {
            int columns = Math.Min(plan.BlockColumns, n - column);
            for (int depthStart = 0; depthStart < k; depthStart += plan.BlockDepth)
            {
                int depth = Math.Min(plan.BlockDepth, k - depthStart);
                for (int row = 0; row < m; row += plan.BlockRows)
                {
                    int rows = Math.Min(plan.BlockRows, m - row);
                    StridedMatrix<T> aBlock = a.From(row, depthStart);
                    if (plan.Large)
                        PackRows(aBlock, plan.TileRows, rows, depth, packedA);

                    MultiplyBlock(plan, rows, columns, depth, aBlock, packedA, b.From(depthStart, column), packedB,
                        firstRows: row == 0, c + row * cStride + column, cStride, accumulate || depthStart > 0);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows(StridedMatrix<T> a, int tileRows, int rows, int depth, T* packed)
    {
        for (int row = 0; row < rows; row += tileRows)
        {
            int height = Math.Min(tileRows, rows - row);
            Packing.Pack(a.From(row, 0).Transposed, depth, height, height, packed + (nint)row * depth);
        }
    }

    // Panels of B are packed just before their first use, when they go to the nearest cache anyway.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock(in ProductPlan<T> plan, int rows, int columns, int depth,
        StridedMatrix<T> a, T* packedA, StridedMatrix<T> b, T* packedB,
        bool firstRows, T* c, nint cStride, bool accumulate)
    {
        for (int j = 0; j < columns;)
        {
            int width = TileWidths<T>.PanelWidth(columns - j);
            int used = Math.Min(width, columns - j);
            T* panel = b.At(0, j);
            nint panelStride = b.RowStride;
            if (plan.PackB || used < width)
            {
                panel = plan.Large ? packedB + (nint)j * depth : packedB;
                panelStride = width;
                if (firstRows)
                    Packing.Pack(b.From(0, j), depth, used, width, panel);
            }

            int height = plan.TileRows, tiles = rows / height, last = rows - tiles * height;
            var column = new TileColumn<T>
            {
                A = plan.Large ? new(packedA, 1, height) : a,
                ATileStride = plan.Large ? (nint)height * depth : height * a.RowStride,
                B = panel,
                BStride = panelStride,
                C = c + j,
                CStride = cStride,
                Depth = depth,
                Accumulate = accumulate,
            };
            Run(width, used, height, tiles, column);

            if (last > 0)
            {
                int done = rows - last;
                column.A = plan.Large ? new(packedA + (nint)done * depth, 1, last) : a.From(done, 0);
                column.C += done * cStride;
                Run(width, used, last, 1, column);
            }

            j += used;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run(int width, int used, int height, int tiles, in TileColumn<T> column)
    {
        if (used == width)
            TileWidths<T>.Run(width, height, tiles, column);
        else
            RunPartial(width, used, height, tiles, column);
    }

    /// <summary>Computes tiles that are wider than what is left of C aside, and copies the columns that exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private static void RunPartial(int width, int used, int height, int tiles, TileColumn<T> column)
    {
        const int TilesAside = 8;
        T* aside = stackalloc T[TilesAside * ITileHeight.Max * TileWidths<T>.Lanes];
        T* c = column.C;
        nint cStride = column.CStride;
        column.C = aside;
        column.CStride = width;
        for (; tiles > 0; tiles -= TilesAside)
        {
            int count = Math.Min(tiles, TilesAside), rows = count * height;
            if (column.Accumulate)
                Packing.CopyColumns(rows, used, c, cStride, aside, width);
            TileWidths<T>.Run(width, height, count, column);
            Packing.CopyColumns(rows, used, aside, width, c, cStride);
            column.A = new(column.A.Start + count * column.ATileStride, column.A.RowStride, column.A.ColumnStride);
            c += rows * cStride;
        }
    }
}
