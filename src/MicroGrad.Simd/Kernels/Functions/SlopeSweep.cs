using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>dx += dy·slope(x, y) for every element, in one pass over memory.</summary>
/// <remarks>Bits do not depend on where an element stands, as in <see cref="FunctionMap"/>.</remarks>
internal static unsafe class SlopeSweep
{
    [MethodImpl(Compile.Alone)]
    public static void Add<T, TSlope>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx)
        where T : IFloatingPointIeee754<T>
        where TSlope : struct, IVectorSlope
    {
        Debug.Assert(dy.Length == dx.Length && x.Length == dx.Length && y.Length == dx.Length, "Spans are of equal length.");
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float))
            AddWidest<float, TSlope>(Reinterpret.As<T, float>(dy), Reinterpret.As<T, float>(x), Reinterpret.As<T, float>(y), Reinterpret.As<T, float>(dx));
        else if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double))
            AddWidest<double, TSlope>(Reinterpret.As<T, double>(dy), Reinterpret.As<T, double>(x), Reinterpret.As<T, double>(y), Reinterpret.As<T, double>(dx));
        else
            for (int i = 0; i < dx.Length; i++) dx[i] += dy[i] * TSlope.Slope(x[i], y[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddWidest<T, TSlope>(ReadOnlySpan<T> dys, ReadOnlySpan<T> xs, ReadOnlySpan<T> ys, Span<T> dxs)
        where T : unmanaged
        where TSlope : struct, IVectorSlope
    {
        fixed (T* dy = dys, x = xs, y = ys, dx = dxs)
        {
            if (Vector512.IsHardwareAccelerated) Add<T, Vector512<T>, Lanes512<T>, TSlope>(dy, x, y, dx, dxs.Length);
            else if (Vector256.IsHardwareAccelerated) Add<T, Vector256<T>, Lanes256<T>, TSlope>(dy, x, y, dx, dxs.Length);
            else Add<T, Vector128<T>, Lanes128<T>, TSlope>(dy, x, y, dx, dxs.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<T, TVector, TLanes, TSlope>(T* dy, T* x, T* y, T* dx, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TSlope : struct, IVectorSlope
    {
        nint lastStart = length - TLanes.Count;
        if (lastStart < 0)
        {
            AddShort<T, TVector, TLanes, TSlope>(dy, x, y, dx, length);
            return;
        }

        // The last vector overlaps the one before it. It is summed first, so that no element is added to twice.
        TVector last = One<T, TVector, TLanes, TSlope>(dy + lastStart, x + lastStart, y + lastStart, dx + lastStart);
        for (nint i = 0; i < lastStart; i += TLanes.Count)
            TLanes.Store(Sum<T, TVector, TLanes, TSlope>(dy + i, x + i, y + i, dx + i), dx + i);
        TLanes.Store(last, dx + lastStart);
    }

    // A call of its own, for the reason given in FunctionMap.
    [MethodImpl(Compile.Alone)]
    private static TVector One<T, TVector, TLanes, TSlope>(T* dy, T* x, T* y, T* dx)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TSlope : struct, IVectorSlope => Sum<T, TVector, TLanes, TSlope>(dy, x, y, dx);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddShort<T, TVector, TLanes, TSlope>(T* dy, T* x, T* y, T* dx, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TSlope : struct, IVectorSlope
    {
        TVector slope = TSlope.Slope<T, TVector, TLanes>(ShortVector<T, TVector, TLanes>.Load(x, length), ShortVector<T, TVector, TLanes>.Load(y, length));
        TVector sum = TLanes.MultiplyAdd(ShortVector<T, TVector, TLanes>.Load(dy, length), slope, ShortVector<T, TVector, TLanes>.Load(dx, length));
        ShortVector<T, TVector, TLanes>.Store(sum, dx, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum<T, TVector, TLanes, TSlope>(T* dy, T* x, T* y, T* dx)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TSlope : struct, IVectorSlope
    {
        TVector slope = TSlope.Slope<T, TVector, TLanes>(TLanes.Load(x), TLanes.Load(y));
        return TLanes.MultiplyAdd(TLanes.Load(dy), slope, TLanes.Load(dx));
    }
}
