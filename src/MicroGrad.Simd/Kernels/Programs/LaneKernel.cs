namespace MicroGrad.Simd.Kernels;

/// <summary>A loop over the lanes of a program's rows: reads up to four rows, writes one.</summary>
/// <remarks>A row has as many elements as a multiple of the widest vector, so that there is no tail.</remarks>
internal readonly unsafe struct LaneKernel(delegate*<void*, void*, void*, void*, void*, nint, void> run)
{
    /// <summary>Whether there is no such loop for the element type.</summary>
    public bool IsNone => run == null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run(void* a, void* b, void* c, void* d, void* y, nint lanes) => run(a, b, c, d, y, lanes);
}
