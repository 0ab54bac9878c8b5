using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>A kernel on every row of a matrix.</summary>
/// <remarks>A row has the same bits wherever it stands.</remarks>
internal static unsafe class RowSweep
{
    /// <summary>Whether there are vectors of this element; a constant to the JIT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsVectorised<T>() => Vector128.IsHardwareAccelerated && (typeof(T) == typeof(float) || typeof(T) == typeof(double));

    public static void Run<T, TKernel>(in RowSet<T> set, int rows, int width, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKernel : struct, IRowKernel =>
        RowParts.Run(new Work<T, TKernel>(set, width), rows, width, threads);

    private readonly struct Work<T, TKernel>(RowSet<T> set, int width) : IRowWork
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKernel : struct, IRowKernel
    {
        private readonly RowSet<T> _set = set;
        private readonly int _width = width;

        [MethodImpl(Compile.Alone)]
        public void Run(int part, int first, int end)
        {
            bool along = !TKernel.PrefersTiles && IsVectorised<T>() && _width >= Vector128<T>.Count;
            if (!IsVectorised<T>() || _width == 0)
                for (int row = first; row < end; row++) TKernel.Plain(_set.At(row, _width), _width);
            else if (Vector512.IsHardwareAccelerated && (!along || _width >= Vector512<T>.Count)) Run<Vector512<T>, Lanes512<T>>(first, end);
            else if (Vector256.IsHardwareAccelerated && (!along || _width >= Vector256<T>.Count)) Run<Vector256<T>, Lanes256<T>>(first, end);
            else Run<Vector128<T>, Lanes128<T>>(first, end);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Run<TVector, TLanes>(int first, int end)
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector>
        {
            if (_width < TLanes.Count) RunTiles<TVector, TLanes>(first, end);
            else
                for (nint row = first; row < end; row++)
                    TKernel.Run<T, TVector, TLanes, OneRow<T, TVector, TLanes>>(_set.At(row, _width), _width);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void RunTiles<TVector, TLanes>(int first, int end)
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector>
        {
            // Three tiles of fewer vectors than one has lanes, and three columns.
            const int line = 64, mostLanes = 16;
            byte* memory = stackalloc byte[line * (3 * mostLanes + 1)];
            T* free = (T*)(((nint)memory + line - 1) & -line);
            nint length = _width * TLanes.Count;
            T* columns = free + 3 * length;
            var tile = new RowSet<T>
            {
                X = free, Other = free + length, Y = free + 2 * length, C0 = columns, C1 = columns + TLanes.Count, C2 = columns + 2 * TLanes.Count,
            };

            for (nint row = first; row < end; row += TLanes.Count)
            {
                nint count = Math.Min(TLanes.Count, end - row);
                RowSet<T> at = _set.At(row, _width);
                RowTile<T, TVector, TLanes>.Load(at.X, _width, count, tile.X);
                if ((TKernel.Use & RowUse.ReadsOther) != 0) RowTile<T, TVector, TLanes>.Load(at.Other, _width, count, tile.Other);
                if ((TKernel.Use & RowUse.ReadsY) != 0) RowTile<T, TVector, TLanes>.Load(at.Y, _width, count, tile.Y);
                if ((TKernel.Use & RowUse.ReadsColumns) != 0) CopyColumns(at, tile, count);
                TKernel.Run<T, TVector, TLanes, RowPerLane<T, TVector, TLanes>>(tile, length);
                if ((TKernel.Use & RowUse.WritesColumns) != 0) CopyColumns(tile, at, count);
                if ((TKernel.Use & RowUse.WritesY) != 0) RowTile<T, TVector, TLanes>.Store(tile.Y, _width, count, at.Y);
            }
        }

        private static void CopyColumns(in RowSet<T> from, in RowSet<T> to, nint count)
        {
            for (nint i = 0; i < count; i++)
            {
                to.C0[i] = from.C0[i];
                to.C1[i] = from.C1[i];
                if (TKernel.Columns > 2) to.C2[i] = from.C2[i];
            }
        }
    }
}
