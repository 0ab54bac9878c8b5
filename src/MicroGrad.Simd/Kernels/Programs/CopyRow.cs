namespace MicroGrad.Simd.Kernels;

/// <summary>y = a over rows.</summary>
internal static unsafe class CopyRow<T> where T : unmanaged
{
    public static LaneKernel Kernel => new(&Run);

    private static void Run(void* a, void* b, void* c, void* d, void* y, nint lanes) => new ReadOnlySpan<T>(a, (int)lanes).CopyTo(new Span<T>(y, (int)lanes));
}
