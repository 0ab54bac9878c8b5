namespace MicroGrad.Simd.Kernels;

/// <summary>How methods are compiled.</summary>
internal static class Compile
{
    /// <summary>Optimised from the first call on, and by itself.</summary>
    /// <remarks>
    /// For the outermost method of a kernel. A caller that the JIT optimises later would else take the whole kernel in, run out of its budget for
    /// inlining somewhere in the middle of it and leave a call in the innermost loop: log-softmax took twice its time so, now and then.
    /// </remarks>
    public const MethodImplOptions Alone = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
