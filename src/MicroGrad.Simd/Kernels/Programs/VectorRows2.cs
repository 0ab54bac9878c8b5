using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>y = f(a, b) over rows.</summary>
internal static unsafe class VectorRows2<TFunction> where TFunction : struct, IVectorFunction2
{
    public static LaneKernel Kernel<T>(bool isLeftConstant, bool isRightConstant)
    {
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double)) return Widest<double>(isLeftConstant, isRightConstant);
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float)) return Widest<float>(isLeftConstant, isRightConstant);
        return default;
    }

    private static LaneKernel Widest<T>(bool isLeftConstant, bool isRightConstant) where T : unmanaged =>
        Vector512.IsHardwareAccelerated ? Of<T, Vector512<T>, Lanes512<T>>(isLeftConstant, isRightConstant)
        : Vector256.IsHardwareAccelerated ? Of<T, Vector256<T>, Lanes256<T>>(isLeftConstant, isRightConstant)
        : Of<T, Vector128<T>, Lanes128<T>>(isLeftConstant, isRightConstant);

    private static LaneKernel Of<T, TVector, TLanes>(bool isLeftConstant, bool isRightConstant)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> =>
        isLeftConstant && !isRightConstant ? new(&Run<T, TVector, TLanes, AllLanes, EachLane>)
        : isRightConstant && !isLeftConstant ? new(&Run<T, TVector, TLanes, EachLane, AllLanes>)
        : new(&Run<T, TVector, TLanes, EachLane, EachLane>);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TVector, TLanes, TLeft, TRight>(void* a, void* b, void* c, void* d, void* y, nint lanes)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TLeft : struct, IRow
        where TRight : struct, IRow
    {
        TVector left = TLeft.IsConstant ? TLanes.Broadcast(*(T*)a) : TLanes.Zero, right = TRight.IsConstant ? TLanes.Broadcast(*(T*)b) : TLanes.Zero;
        for (nint i = 0; i < lanes; i += TLanes.Count)
        {
            TVector result = TFunction.Apply<T, TVector, TLanes>(
                TLeft.IsConstant ? left : TLanes.Load((T*)a + i), TRight.IsConstant ? right : TLanes.Load((T*)b + i));
            TLanes.Store(result, (T*)y + i);
        }
    }
}
