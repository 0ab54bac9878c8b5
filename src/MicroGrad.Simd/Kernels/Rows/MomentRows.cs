using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>The mean of each row and the sum of the squares of its distances from it, or of the squares of its elements.</summary>
internal readonly unsafe struct MomentRows<T>(bool centers, T* x, int width, T* mean, T* rest, T* squares) : IRowWork
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int BlockLength = 4096, PlainBlock = 128;

    public void Run(int part, int first, int end)
    {
        for (nint row = first; row < end; row++)
        {
            Moments<T> moments = Long(x + row * width, width);
            (mean[row], rest[row], squares[row]) = (moments.Mean, moments.Rest, moments.Squares);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Moments<T> Long(T* row, int length)
    {
        if (length <= BlockLength) return Block(row, length);
        int half = length / 2 & -Vector512<byte>.Count;
        return Long(row, half).Merge(Long(row + half, length - half));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Moments<T> Block(T* row, int length)
    {
        if (!RowSweep.IsVectorised<T>() || length < Vector128<T>.Count) return Plain(row, length);
        if (Vector512.IsHardwareAccelerated && length >= Vector512<T>.Count) return Block<Vector512<T>, Lanes512<T>>(row, length);
        if (Vector256.IsHardwareAccelerated && length >= Vector256<T>.Count) return Block<Vector256<T>, Lanes256<T>>(row, length);
        return Block<Vector128<T>, Lanes128<T>>(row, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Moments<T> Block<TVector, TLanes>(T* row, int length)
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        T count = T.CreateTruncating(length), share = T.One / count;
        if (!centers) return new(count, T.Zero, T.Zero, TLanes.Sum(LaneFold<T, TVector, TLanes>.Dot(row, row, length)));
        T variance = NormMoments<T, TVector, TLanes>.Variance(row, length, share, out T middle, out T off);
        return new(count, middle, off, variance * count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Moments<T> Plain(T* row, int length)
    {
        if (length > PlainBlock) return Plain(row, length / 2).Merge(Plain(row + length / 2, length - length / 2));
        T count = T.CreateTruncating(length), sum = T.Zero, off = T.Zero, total = T.Zero;
        if (centers)
            for (int i = 0; i < length; i++) sum += row[i];
        T middle = centers ? sum / count : T.Zero;
        for (int i = 0; i < length; i++)
        {
            T distance = row[i] - middle;
            off += distance;
            total += distance * distance;
        }

        return centers ? new(count, middle, off / count, T.Max(T.Zero, total - off * off / count)) : new(count, T.Zero, T.Zero, total);
    }
}
