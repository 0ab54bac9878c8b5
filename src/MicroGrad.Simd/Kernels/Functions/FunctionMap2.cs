using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>y = f(a, b) for every element; y may be a or b itself.</summary>
/// <remarks>An element has the same bits wherever it stands: in the loop, in the last vector or in a span too short for one.</remarks>
internal static unsafe class FunctionMap2
{
    [MethodImpl(Compile.Alone)]
    public static void Run<T, TFunction>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction2
    {
        Debug.Assert(a.Length == y.Length && b.Length == y.Length, "Spans are of equal length.");
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float))
            RunWidest<float, TFunction>(Reinterpret.As<T, float>(a), Reinterpret.As<T, float>(b), Reinterpret.As<T, float>(y));
        else if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double))
            RunWidest<double, TFunction>(Reinterpret.As<T, double>(a), Reinterpret.As<T, double>(b), Reinterpret.As<T, double>(y));
        else
            for (int i = 0; i < y.Length; i++) y[i] = TFunction.Apply(a[i], b[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunWidest<T, TFunction>(ReadOnlySpan<T> aSpan, ReadOnlySpan<T> bSpan, Span<T> ySpan)
        where T : unmanaged
        where TFunction : struct, IVectorFunction2
    {
        fixed (T* a = aSpan, b = bSpan, y = ySpan)
        {
            if (Vector512.IsHardwareAccelerated) Run<T, Vector512<T>, Lanes512<T>, TFunction>(a, b, y, ySpan.Length);
            else if (Vector256.IsHardwareAccelerated) Run<T, Vector256<T>, Lanes256<T>, TFunction>(a, b, y, ySpan.Length);
            else Run<T, Vector128<T>, Lanes128<T>, TFunction>(a, b, y, ySpan.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TVector, TLanes, TFunction>(T* a, T* b, T* y, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TFunction : struct, IVectorFunction2
    {
        nint lastStart = length - TLanes.Count;
        if (lastStart < 0)
        {
            RunShort<T, TVector, TLanes, TFunction>(a, b, y, length);
            return;
        }

        // The last vector overlaps the one before it. It is read first, since in place the loop overwrites what it reads.
        TVector last = One<T, TVector, TLanes, TFunction>(a + lastStart, b + lastStart);
        for (nint i = 0; i < lastStart; i += TLanes.Count)
            TLanes.Store(TFunction.Apply<T, TVector, TLanes>(TLanes.Load(a + i), TLanes.Load(b + i)), y + i);
        TLanes.Store(last, y + lastStart);
    }

    // A call of its own: with the function inlined twice, the JIT would run out of its budget for inlining in the middle of a long one.
    [MethodImpl(Compile.Alone)]
    private static TVector One<T, TVector, TLanes, TFunction>(T* a, T* b)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TFunction : struct, IVectorFunction2 =>
        TFunction.Apply<T, TVector, TLanes>(TLanes.Load(a), TLanes.Load(b));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunShort<T, TVector, TLanes, TFunction>(T* a, T* b, T* y, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TFunction : struct, IVectorFunction2
    {
        TVector whole = TFunction.Apply<T, TVector, TLanes>(ShortVector<T, TVector, TLanes>.Load(a, length), ShortVector<T, TVector, TLanes>.Load(b, length));
        ShortVector<T, TVector, TLanes>.Store(whole, y, length);
    }
}
