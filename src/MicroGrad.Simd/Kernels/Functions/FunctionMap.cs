using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>y = f(x) for every element; y may be x itself.</summary>
/// <remarks>An element has the same bits wherever it stands: in the loop, in the last vector or in a span too short for one.</remarks>
internal static unsafe class FunctionMap
{
    [MethodImpl(Compile.Alone)]
    public static void Run<T, TFunction>(ReadOnlySpan<T> x, Span<T> y)
        where T : IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction
    {
        Debug.Assert(x.Length == y.Length, "Spans are of equal length.");
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float))
            RunWidest<float, TFunction>(Reinterpret.As<T, float>(x), Reinterpret.As<T, float>(y));
        else if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double))
            RunWidest<double, TFunction>(Reinterpret.As<T, double>(x), Reinterpret.As<T, double>(y));
        else
            for (int i = 0; i < y.Length; i++) y[i] = TFunction.Apply(x[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunWidest<T, TFunction>(ReadOnlySpan<T> xs, Span<T> ys)
        where T : unmanaged
        where TFunction : struct, IVectorFunction
    {
        fixed (T* x = xs, y = ys)
        {
            if (Vector512.IsHardwareAccelerated) Run<T, Vector512<T>, Lanes512<T>, TFunction>(x, y, ys.Length);
            else if (Vector256.IsHardwareAccelerated) Run<T, Vector256<T>, Lanes256<T>, TFunction>(x, y, ys.Length);
            else Run<T, Vector128<T>, Lanes128<T>, TFunction>(x, y, ys.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TVector, TLanes, TFunction>(T* x, T* y, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TFunction : struct, IVectorFunction
    {
        nint lastStart = length - TLanes.Count;
        if (lastStart < 0)
        {
            RunShort<T, TVector, TLanes, TFunction>(x, y, length);
            return;
        }

        // The last vector overlaps the one before it. It is read first, since in place the loop overwrites what it reads.
        TVector last = One<T, TVector, TLanes, TFunction>(x + lastStart);
        for (nint i = 0; i < lastStart; i += TLanes.Count)
            TLanes.Store(TFunction.Apply<T, TVector, TLanes>(TLanes.Load(x + i)), y + i);
        TLanes.Store(last, y + lastStart);
    }

    // A call of its own: with the function inlined twice, the JIT would run out of its budget for inlining in the middle of a long one.
    [MethodImpl(Compile.Alone)]
    private static TVector One<T, TVector, TLanes, TFunction>(T* x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TFunction : struct, IVectorFunction =>
        TFunction.Apply<T, TVector, TLanes>(TLanes.Load(x));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunShort<T, TVector, TLanes, TFunction>(T* x, T* y, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TFunction : struct, IVectorFunction
    {
        TVector vector = ShortVector<T, TVector, TLanes>.Load(x, length);
        ShortVector<T, TVector, TLanes>.Store(TFunction.Apply<T, TVector, TLanes>(vector), y, length);
    }
}
