namespace MicroGrad.Simd.Kernels;

/// <summary>The innermost product: a tile of C stays in registers while A and B stream past it.</summary>
/// <remarks>
/// Written with raw pointers because rows of A are addressed relative to every third one (base, base + stride,
/// base + 2·stride are single operands on x64), which keeps twelve rows within the general registers.
/// The tile height is a type argument: tests of <c>THeight.Rows</c> are constants to the JIT.
/// </remarks>
internal static unsafe class MicroKernel<T, TVector, TLanes>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TLanes : ILanes<T, TVector>
{
    /// <summary>Computes a number of tiles of the same height.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int height, nint tiles, in TileColumn<T> column)
    {
        switch (height)
        {
            case 1: Run<ITileHeight.One>(tiles, column); break;
            case 2: Run<ITileHeight.Two>(tiles, column); break;
            case 3: Run<ITileHeight.Three>(tiles, column); break;
            case 4: Run<ITileHeight.Four>(tiles, column); break;
            case 5: Run<ITileHeight.Five>(tiles, column); break;
            case 6: Run<ITileHeight.Six>(tiles, column); break;
            case 7: Run<ITileHeight.Seven>(tiles, column); break;
            case 8: Run<ITileHeight.Eight>(tiles, column); break;
            case 9: Run<ITileHeight.Nine>(tiles, column); break;
            case 10: Run<ITileHeight.Ten>(tiles, column); break;
            case 11: Run<ITileHeight.Eleven>(tiles, column); break;
            case 12: Run<ITileHeight.Twelve>(tiles, column); break;
        }
    }

    // Without AggressiveOptimization a new process runs the tier-0 code, some twenty times slower, for its first 150 ms.
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private static void Run<THeight>(nint tiles, in TileColumn<T> column)
        where THeight : ITileHeight
    {
        T* firstRow = column.A.Start, c = column.C;
        nint row = column.A.RowStride, step = column.A.ColumnStride;
        nint tileStride = column.ATileStride, bStride = column.BStride, cStride = column.CStride, depth = column.Depth;
        bool plain = column.Addend.IsNone;
        T* addend = column.Addend.Start;
        nint addendStride = column.Addend.Stride;
        T alpha = column.Addend.Alpha, beta = column.Addend.Beta;

        for (; tiles > 0; tiles--)
        {
            T* a = firstRow, b = column.B;
            T* a3 = a + 3 * row, a6 = a3 + 3 * row, a9 = a6 + 3 * row;

            TVector c0 = TLanes.Zero, c1 = TLanes.Zero, c2 = TLanes.Zero, c3 = TLanes.Zero;
            TVector c4 = TLanes.Zero, c5 = TLanes.Zero, c6 = TLanes.Zero, c7 = TLanes.Zero;
            TVector c8 = TLanes.Zero, c9 = TLanes.Zero, c10 = TLanes.Zero, c11 = TLanes.Zero;

            for (nint p = depth; p > 0; p--)
            {
                TVector bRow = TLanes.Load(b);
                TLanes.AddProduct(ref c0, TLanes.Broadcast(a[0]), bRow);
                if (THeight.Rows > 1) TLanes.AddProduct(ref c1, TLanes.Broadcast(a[row]), bRow);
                if (THeight.Rows > 2) TLanes.AddProduct(ref c2, TLanes.Broadcast(a[2 * row]), bRow);
                if (THeight.Rows > 3) TLanes.AddProduct(ref c3, TLanes.Broadcast(a3[0]), bRow);
                if (THeight.Rows > 4) TLanes.AddProduct(ref c4, TLanes.Broadcast(a3[row]), bRow);
                if (THeight.Rows > 5) TLanes.AddProduct(ref c5, TLanes.Broadcast(a3[2 * row]), bRow);
                if (THeight.Rows > 6) TLanes.AddProduct(ref c6, TLanes.Broadcast(a6[0]), bRow);
                if (THeight.Rows > 7) TLanes.AddProduct(ref c7, TLanes.Broadcast(a6[row]), bRow);
                if (THeight.Rows > 8) TLanes.AddProduct(ref c8, TLanes.Broadcast(a6[2 * row]), bRow);
                if (THeight.Rows > 9) TLanes.AddProduct(ref c9, TLanes.Broadcast(a9[0]), bRow);
                if (THeight.Rows > 10) TLanes.AddProduct(ref c10, TLanes.Broadcast(a9[row]), bRow);
                if (THeight.Rows > 11) TLanes.AddProduct(ref c11, TLanes.Broadcast(a9[2 * row]), bRow);
                a += step;
                if (THeight.Rows > 3) a3 += step;
                if (THeight.Rows > 6) a6 += step;
                if (THeight.Rows > 9) a9 += step;
                b += bStride;
            }

            if (!plain)
            {
                T* d = addend;
                Combine(ref c0, d, alpha, beta);
                if (THeight.Rows > 1) Combine(ref c1, d += addendStride, alpha, beta);
                if (THeight.Rows > 2) Combine(ref c2, d += addendStride, alpha, beta);
                if (THeight.Rows > 3) Combine(ref c3, d += addendStride, alpha, beta);
                if (THeight.Rows > 4) Combine(ref c4, d += addendStride, alpha, beta);
                if (THeight.Rows > 5) Combine(ref c5, d += addendStride, alpha, beta);
                if (THeight.Rows > 6) Combine(ref c6, d += addendStride, alpha, beta);
                if (THeight.Rows > 7) Combine(ref c7, d += addendStride, alpha, beta);
                if (THeight.Rows > 8) Combine(ref c8, d += addendStride, alpha, beta);
                if (THeight.Rows > 9) Combine(ref c9, d += addendStride, alpha, beta);
                if (THeight.Rows > 10) Combine(ref c10, d += addendStride, alpha, beta);
                if (THeight.Rows > 11) Combine(ref c11, d += addendStride, alpha, beta);
                addend += THeight.Rows * addendStride;
            }

            T* target = c;
            TLanes.Store(c0, target);
            if (THeight.Rows > 1) TLanes.Store(c1, target += cStride);
            if (THeight.Rows > 2) TLanes.Store(c2, target += cStride);
            if (THeight.Rows > 3) TLanes.Store(c3, target += cStride);
            if (THeight.Rows > 4) TLanes.Store(c4, target += cStride);
            if (THeight.Rows > 5) TLanes.Store(c5, target += cStride);
            if (THeight.Rows > 6) TLanes.Store(c6, target += cStride);
            if (THeight.Rows > 7) TLanes.Store(c7, target += cStride);
            if (THeight.Rows > 8) TLanes.Store(c8, target += cStride);
            if (THeight.Rows > 9) TLanes.Store(c9, target += cStride);
            if (THeight.Rows > 10) TLanes.Store(c10, target += cStride);
            if (THeight.Rows > 11) TLanes.Store(c11, target += cStride);

            firstRow += tileStride;
            c += THeight.Rows * cStride;
        }
    }

    // Inlined so that the accumulators need not leave their registers. A null d stays null, because its stride is 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Combine(ref TVector sum, T* d, T alpha, T beta)
    {
        TVector scaled = TLanes.Zero;
        if (d != null) TLanes.AddProduct(ref scaled, TLanes.Load(d), TLanes.Broadcast(beta));
        TLanes.AddProduct(ref scaled, sum, TLanes.Broadcast(alpha));
        sum = scaled;
    }
}
