using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>y = f(a) over rows.</summary>
internal static unsafe class VectorRows<TFunction> where TFunction : struct, IVectorFunction
{
    public static LaneKernel Kernel<T>()
    {
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double)) return Widest<double>();
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float)) return Widest<float>();
        return default;
    }

    private static LaneKernel Widest<T>() where T : unmanaged =>
        Vector512.IsHardwareAccelerated ? new(&Run<T, Vector512<T>, Lanes512<T>>)
        : Vector256.IsHardwareAccelerated ? new(&Run<T, Vector256<T>, Lanes256<T>>)
        : new(&Run<T, Vector128<T>, Lanes128<T>>);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TVector, TLanes>(void* a, void* b, void* c, void* d, void* y, nint lanes)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        for (nint i = 0; i < lanes; i += TLanes.Count)
            TLanes.Store(TFunction.Apply<T, TVector, TLanes>(TLanes.Load((T*)a + i)), (T*)y + i);
    }
}
