using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Peers.Cases;

namespace MicroGrad.Simd.Peers.Measuring;

/// <summary>The multiply-adds that one core does when nothing but registers is touched: what a matrix product is measured against.</summary>
internal static class FmaPeak
{
    // Enough to hide the latency of a multiply-add on every current core: 4 cycles, two a cycle.
    private const int Accumulators = 12;
    private const int Iterations = 4096;

    /// <summary>Floating-point operations in one run of <see cref="Work"/>.</summary>
    public static double Flops<T>() => 2.0 * Accumulators * Iterations * VectorLength<T>();

    public static Work Work<T>() where T : unmanaged, INumberBase<T> =>
        Vector512.IsHardwareAccelerated ? new(() => Loop<T, Vector512<T>, Lanes512<T>>())
        : Vector256.IsHardwareAccelerated ? new(() => Loop<T, Vector256<T>, Lanes256<T>>())
        : new(() => Loop<T, Vector128<T>, Lanes128<T>>());

    private static int VectorLength<T>() =>
        Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256.IsHardwareAccelerated ? Vector256<T>.Count : Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T Loop<T, TVector, TLanes>()
        where T : unmanaged, INumberBase<T>
        where TVector : struct
        where TLanes : ILanes<T, TVector>
    {
        TVector x = TLanes.Broadcast(T.CreateChecked(0.999)), y = TLanes.Broadcast(T.CreateChecked(1e-6));
        TVector s0 = x, s1 = x, s2 = x, s3 = x, s4 = x, s5 = x, s6 = x, s7 = x, s8 = x, s9 = x, s10 = x, s11 = x;
        for (int i = 0; i < Iterations; i++)
        {
            TLanes.AddProduct(ref s0, x, y);
            TLanes.AddProduct(ref s1, x, y);
            TLanes.AddProduct(ref s2, x, y);
            TLanes.AddProduct(ref s3, x, y);
            TLanes.AddProduct(ref s4, x, y);
            TLanes.AddProduct(ref s5, x, y);
            TLanes.AddProduct(ref s6, x, y);
            TLanes.AddProduct(ref s7, x, y);
            TLanes.AddProduct(ref s8, x, y);
            TLanes.AddProduct(ref s9, x, y);
            TLanes.AddProduct(ref s10, x, y);
            TLanes.AddProduct(ref s11, x, y);
        }

        // All of them are used, or the compiler drops their loop.
        TVector left = TLanes.Add(TLanes.Add(TLanes.Add(s0, s1), TLanes.Add(s2, s3)), TLanes.Add(s4, s5));
        TVector right = TLanes.Add(TLanes.Add(TLanes.Add(s6, s7), TLanes.Add(s8, s9)), TLanes.Add(s10, s11));
        return TLanes.Sum(TLanes.Add(left, right));
    }
}
