using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MicroGrad.Simd.Kernels;

/// <summary>Whether the machine rounds x·y + z once; a constant to the JIT.</summary>
internal static class FusedProducts
{
    public static bool AreSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || Avx512F.IsSupported || AdvSimd.IsSupported;
    }
}
