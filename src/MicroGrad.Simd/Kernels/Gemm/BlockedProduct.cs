namespace MicroGrad.Simd.Kernels;

/// <summary>The loops around the micro-kernel; <see cref="ProductPlan{T}"/> explains them.</summary>
internal static unsafe class BlockedProduct<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Computes C, and hands each block of it to the epilogue when its last block of the depth is done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Multiply<TEpilogue>(in ProductPlan<T> plan, in ProductOperands<T> product, T* scratch, in TEpilogue epilogue)
        where TEpilogue : unmanaged, IRowEpilogue<T>
    {
        T* packedB = scratch, packedA = scratch + plan.PackedBLength;
        if (product.C.Rows <= plan.BlockRows && product.C.Columns <= plan.BlockColumns && product.K <= plan.BlockDepth)
        {
            MultiplyBlock(plan, product, packedA, packedB, firstRows: true);
            epilogue.Apply(product.C);
            return;
        }

        for (int column = 0; column < product.C.Columns; column += plan.BlockColumns)
        {
            int columns = Math.Min(plan.BlockColumns, product.C.Columns - column);
            for (int depthStart = 0; depthStart < product.K; depthStart += plan.BlockDepth)
            {
                int depth = Math.Min(plan.BlockDepth, product.K - depthStart);
                for (int row = 0; row < product.C.Rows; row += plan.BlockRows)
                {
                    int rows = Math.Min(plan.BlockRows, product.C.Rows - row);
                    ProductOperands<T> block = product.Part(row, rows, column, columns).Depth(depthStart, depth);
                    MultiplyBlock(plan, block, packedA, packedB, firstRows: row == 0);
                    if (depthStart + depth == product.K)
                        epilogue.Apply(block.C);
                }
            }
        }
    }

    // Panels of B are packed just before their first use, when they go to the nearest cache anyway.
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private static void MultiplyBlock(in ProductPlan<T> plan, in ProductOperands<T> block, T* packedA, T* packedB, bool firstRows)
    {
        var tiles = new TileRows(block.C.Rows, TileWidths<T>.MaxRows);
        int tallRows = tiles.Tall * tiles.Height;
        if (plan.PackA)
        {
            PackRows(block.A, tiles.Height, tallRows, block.K, packedA);
            PackRows(block.A.From(tallRows, 0), tiles.Height - 1, block.C.Rows - tallRows, block.K, packedA + (nint)tallRows * block.K);
        }

        Unsafe.SkipInit(out TileColumn<T> column);
        column.CStride = block.C.Stride;
        column.Depth = block.K;
        for (int j = 0, used; j < block.C.Columns; j += used)
        {
            int left = block.C.Columns - j, width = TileWidths<T>.PanelWidth(left);
            used = Math.Min(width, left);
            column.B = block.B.At(0, j);
            column.BStride = block.B.RowStride;
            if (plan.PackB || used < width)
            {
                column.B = plan.KeepsPanels ? packedB + (nint)j * block.K : packedB;
                column.BStride = width;
                if (firstRows)
                    Packing.Pack(block.B.From(0, j), block.K, used, width, column.B);
            }

            column.C = block.C.Start + j;
            column.Addend = block.Addend.From(0, j);
            Run(plan.PackA, block.A, packedA, width, used, tiles.Height, tiles.Tall, ref column);
            if (tiles.Short > 0)
            {
                column.C += tallRows * block.C.Stride;
                column.Addend = column.Addend.From(tallRows, 0);
                Run(plan.PackA, block.A.From(tallRows, 0), packedA + (nint)tallRows * block.K, width, used, tiles.Height - 1, tiles.Short, ref column);
            }
        }
    }

    private static void PackRows(in StridedMatrix<T> a, int height, int rows, int depth, T* packed)
    {
        for (int row = 0; row < rows; row += height)
            Packing.Pack(a.From(row, 0).Transposed, depth, height, height, packed + (nint)row * depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One call less for each run of tiles.
    private static void Run(bool packed, in StridedMatrix<T> a, T* packedA, int width, int used, int height, int tiles, ref TileColumn<T> column)
    {
        column.A = packed ? new(packedA, 1, height) : a;
        column.ATileStride = packed ? height * column.Depth : height * a.RowStride;
        if (used == width && !column.Addend.Scales)
            TileWidths<T>.Run(width, height, tiles, column);
        else
            RunAside(width, used, height, tiles, column);
    }

    /// <summary>Computes tiles aside that are wider than what is left of C, or to be scaled, and puts the columns that exist where they belong.</summary>
    [MethodImpl(Compile.Alone), SkipLocalsInit]
    private static void RunAside(int width, int used, int height, int tiles, in TileColumn<T> target)
    {
        const int TilesAside = 4;
        T* aside = stackalloc T[TilesAside * ITileHeight.Max * TileWidths<T>.Widest];
        TileColumn<T> column = target;
        column.C = aside;
        column.CStride = width;
        column.Addend = Addend<T>.None;
        for (int done = 0; done < tiles; done += TilesAside)
        {
            int count = Math.Min(tiles - done, TilesAside), row = done * height;
            TileWidths<T>.Run(width, height, count, column);
            if (target.Addend.IsNone)
                Packing.CopyColumns(count * height, used, aside, width, target.C + row * target.CStride, target.CStride);
            else
                target.Addend.From(row, 0).Combine(count * height, used, aside, width, target.C + row * target.CStride, target.CStride);
            column.A = new(column.A.Start + count * column.ATileStride, column.A.RowStride, column.A.ColumnStride);
        }
    }
}
