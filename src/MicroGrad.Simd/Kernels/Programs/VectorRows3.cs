using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>y = f(a, b, c) over rows. Of a and b only b can be one number for all lanes.</summary>
internal static unsafe class VectorRows3<TFunction> where TFunction : struct, IVectorFunction3
{
    public static LaneKernel Kernel<T>(bool isSecondConstant, bool isThirdConstant)
    {
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double)) return Widest<double>(isSecondConstant, isThirdConstant);
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float)) return Widest<float>(isSecondConstant, isThirdConstant);
        return default;
    }

    private static LaneKernel Widest<T>(bool isSecondConstant, bool isThirdConstant) where T : unmanaged =>
        Vector512.IsHardwareAccelerated ? Of<T, Vector512<T>, Lanes512<T>>(isSecondConstant, isThirdConstant)
        : Vector256.IsHardwareAccelerated ? Of<T, Vector256<T>, Lanes256<T>>(isSecondConstant, isThirdConstant)
        : Of<T, Vector128<T>, Lanes128<T>>(isSecondConstant, isThirdConstant);

    private static LaneKernel Of<T, TVector, TLanes>(bool isSecondConstant, bool isThirdConstant)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => (isSecondConstant, isThirdConstant) switch
        {
            (false, false) => new(&Run<T, TVector, TLanes, EachLane, EachLane>),
            (false, true) => new(&Run<T, TVector, TLanes, EachLane, AllLanes>),
            (true, false) => new(&Run<T, TVector, TLanes, AllLanes, EachLane>),
            (true, true) => new(&Run<T, TVector, TLanes, AllLanes, AllLanes>),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TVector, TLanes, TSecond, TThird>(void* a, void* b, void* c, void* d, void* y, nint lanes)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TSecond : struct, IRow
        where TThird : struct, IRow
    {
        TVector second = TSecond.IsConstant ? TLanes.Broadcast(*(T*)b) : TLanes.Zero, third = TThird.IsConstant ? TLanes.Broadcast(*(T*)c) : TLanes.Zero;
        for (nint i = 0; i < lanes; i += TLanes.Count)
        {
            TVector result = TFunction.Apply<T, TVector, TLanes>(
                TLanes.Load((T*)a + i), TSecond.IsConstant ? second : TLanes.Load((T*)b + i), TThird.IsConstant ? third : TLanes.Load((T*)c + i));
            TLanes.Store(result, (T*)y + i);
        }
    }
}
