namespace MicroGrad.Simd.Kernels;

/// <summary>The loops around the micro-kernel; <see cref="ProductPlan{T}"/> explains them.</summary>
internal static unsafe class BlockedProduct<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Computes C, and hands each block of it to the epilogue when its last block of the depth is done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TEpilogue>(in ProductPlan<T> plan, int k,
        StridedMatrix<T> a, StridedMatrix<T> b, in ResultBlock<T> c, in Addend<T> addend, T* scratch, TEpilogue epilogue)
        where TEpilogue : unmanaged, IRowEpilogue<T>
    {
        T* packedB = scratch, packedA = scratch + plan.PackedBLength;
        for (int column = 0; column < c.Columns; column += plan.BlockColumns)
        {
            int columns = Math.Min(plan.BlockColumns, c.Columns - column);
            for (int depthStart = 0; depthStart < k; depthStart += plan.BlockDepth)
            {
                int depth = Math.Min(plan.BlockDepth, k - depthStart);
                for (int row = 0; row < c.Rows; row += plan.BlockRows)
                {
                    int rows = Math.Min(plan.BlockRows, c.Rows - row);
                    StridedMatrix<T> aBlock = a.From(row, depthStart);
                    if (plan.PackA)
                        PackRows(aBlock, plan.TileRows, rows, depth, packedA);

                    ResultBlock<T> block = c.Part(row, rows, column, columns);
                    MultiplyBlock(plan, depth, aBlock, packedA, b.From(depthStart, column), packedB,
                        firstRows: row == 0, block, depthStart == 0 ? addend.From(row, column) : addend.Onto(block));
                    if (depthStart + depth == k)
                        epilogue.Apply(block);
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
    private static void MultiplyBlock(in ProductPlan<T> plan, int depth, StridedMatrix<T> a, T* packedA, StridedMatrix<T> b, T* packedB,
        bool firstRows, in ResultBlock<T> c, in Addend<T> addend)
    {
        for (int j = 0; j < c.Columns;)
        {
            int width = TileWidths<T>.PanelWidth(c.Columns - j);
            int used = Math.Min(width, c.Columns - j);
            T* panel = b.At(0, j);
            nint panelStride = b.RowStride;
            if (plan.PackB || used < width)
            {
                panel = plan.KeepsPanels ? packedB + (nint)j * depth : packedB;
                panelStride = width;
                if (firstRows)
                    Packing.Pack(b.From(0, j), depth, used, width, panel);
            }

            int height = plan.TileRows, tiles = c.Rows / height, last = c.Rows - tiles * height;
            var column = new TileColumn<T>
            {
                A = plan.PackA ? new(packedA, 1, height) : a,
                ATileStride = plan.PackA ? (nint)height * depth : height * a.RowStride,
                B = panel,
                BStride = panelStride,
                C = c.Start + j,
                CStride = c.Stride,
                Addend = addend.From(0, j),
                Depth = depth,
            };
            Run(width, used, height, tiles, column);

            if (last > 0)
            {
                int done = c.Rows - last;
                column.A = plan.PackA ? new(packedA + (nint)done * depth, 1, last) : a.From(done, 0);
                column.C += done * c.Stride;
                column.Addend = column.Addend.From(done, 0);
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
        Addend<T> addend = column.Addend;
        column.C = aside;
        column.CStride = width;
        for (; tiles > 0; tiles -= TilesAside)
        {
            int count = Math.Min(tiles, TilesAside), rows = count * height;
            if (addend.Start != null)
            {
                Packing.CopyColumns(rows, used, addend.Start, addend.Stride, aside, width);
                column.Addend = new(addend.Alpha, addend.Beta, aside, width);
                addend = addend.From(rows, 0);
            }

            TileWidths<T>.Run(width, height, count, column);
            Packing.CopyColumns(rows, used, aside, width, c, cStride);
            column.A = new(column.A.Start + count * column.ATileStride, column.A.RowStride, column.A.ColumnStride);
            c += rows * cStride;
        }
    }
}
