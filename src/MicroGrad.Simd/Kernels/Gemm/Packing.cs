using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MicroGrad.Simd.Kernels;

/// <summary>Copies part of a matrix into a panel, the order in which a micro-kernel reads it.</summary>
internal static unsafe class Packing
{
    /// <summary>panel[p·width + j] = source[p, j] for every p below depth; from the last column to the width stand any numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(StridedMatrix<T> source, nint depth, int columns, int width, T* panel)
        where T : unmanaged
    {
        if (source.ColumnStride != 1)
        {
            if (columns < width) new Span<T>(panel, checked((int)depth * width)).Clear();
            Transpose(source, depth, columns, width, panel);
            return;
        }

        // Rows as long as those of the panel, each with the beginning of the next, as far as the source goes; one pass instead of several.
        nint beyond = width - columns, whole = Math.Max(0, depth - (beyond + source.RowStride - 1) / source.RowStride);
        CopyColumns((int)whole, width, source.Start, source.RowStride, panel, width);
        if (whole == depth) return;
        panel += whole * width;
        new Span<T>(panel, (int)(depth - whole) * width).Clear();
        CopyColumns((int)(depth - whole), columns, source.At(whole, 0), source.RowStride, panel, width);
    }

    /// <summary>Copies rows of so many contiguous elements.</summary>
    /// <remarks>
    /// One pass over all rows for each power of two in the bytes of a row: a pass has no branch on the length, and rows of two
    /// or ten floats are as common as whole vectors.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyColumns<T>(int rows, int columns, T* from, nint fromStride, T* to, nint toStride)
        where T : unmanaged
    {
        byte* source = (byte*)from, target = (byte*)to;
        nint sourceStep = fromStride * sizeof(T), targetStep = toStride * sizeof(T);
        nint bytes = columns * sizeof(T), done = 0;
        for (; bytes - done >= 128; done += 128)
            CopyPieces(rows, 128, source + done, sourceStep, target + done, targetStep);
        for (uint size = 64; size >= 4; size /= 2)
        {
            if ((bytes & size) == 0)
                continue;

            switch (size)
            {
                case 64: CopyPieces(rows, 64, source + done, sourceStep, target + done, targetStep); break;
                case 32: CopyPieces(rows, 32, source + done, sourceStep, target + done, targetStep); break;
                case 16: CopyPieces(rows, 16, source + done, sourceStep, target + done, targetStep); break;
                case 8: CopyPieces(rows, 8, source + done, sourceStep, target + done, targetStep); break;
                case 4: CopyPieces(rows, 4, source + done, sourceStep, target + done, targetStep); break;
            }

            done += (nint)size;
        }
    }

    // Inlined, because a copy of a constant size is one or two instructions and any other is a call.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyPieces(int rows, uint size, byte* source, nint sourceStep, byte* target, nint targetStep)
    {
        for (; rows > 0; rows--, source += sourceStep, target += targetStep)
            Unsafe.CopyBlockUnaligned(target, source, size);
    }

    /// <summary>panel[p·width + j] = source[p, j] for every p below depth, where the columns are the contiguous direction of the source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose<T>(StridedMatrix<T> source, nint depth, int columns, nint width, T* panel)
        where T : unmanaged
    {
        // Some rows of the panel at a time, which stay in L1 until all their columns are there.
        const int Rows = 64;
        for (nint p = 0; p < depth; p += Rows)
            TransposeRows(source.From(p, 0), Math.Min(Rows, depth - p), columns, width, panel + p * width);
    }

    // Four columns at a time: each is one run of memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeRows<T>(in StridedMatrix<T> source, nint depth, int columns, nint width, T* panel)
        where T : unmanaged
    {
        int j = 0;
        for (; j + 4 <= columns; j += 4)
        {
            T* from0 = source.At(0, j), from1 = source.At(0, j + 1), from2 = source.At(0, j + 2), from3 = source.At(0, j + 3);
            T* to = panel + j;
            nint p = 0;
            if (Sse.IsSupported && sizeof(T) == sizeof(float))
                for (; p + 4 <= depth; p += 4, to += 4 * width)
                    TransposeBlock((float*)(from0 + p), (float*)(from1 + p), (float*)(from2 + p), (float*)(from3 + p), (float*)to, width);

            for (; p < depth; p++, to += width)
            {
                to[0] = from0[p];
                to[1] = from1[p];
                to[2] = from2[p];
                to[3] = from3[p];
            }
        }

        for (; j < columns; j++)
        {
            T* from = source.At(0, j), to = panel + j;
            for (nint p = 0; p < depth; p++, to += width)
                *to = from[p];
        }
    }

    // Inlined into its only loop. The elements are only moved, so that any type of 32 bits may pass as float.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeBlock(float* from0, float* from1, float* from2, float* from3, float* to, nint width)
    {
        Vector128<float> a = Vector128.Load(from0), b = Vector128.Load(from1), c = Vector128.Load(from2), d = Vector128.Load(from3);
        Vector128<float> abLow = Sse.UnpackLow(a, b), abHigh = Sse.UnpackHigh(a, b);
        Vector128<float> cdLow = Sse.UnpackLow(c, d), cdHigh = Sse.UnpackHigh(c, d);
        Sse.MoveLowToHigh(abLow, cdLow).Store(to);
        Sse.MoveHighToLow(cdLow, abLow).Store(to + width);
        Sse.MoveLowToHigh(abHigh, cdHigh).Store(to + 2 * width);
        Sse.MoveHighToLow(cdHigh, abHigh).Store(to + 3 * width);
    }
}
