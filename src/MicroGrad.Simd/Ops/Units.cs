using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>Units of a kernel, run with the scratch and the threads of a node.</summary>
internal static class Units
{
    public static unsafe void Run<T, TUnits>(INode<T> node, in TUnits units, long work)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TUnits : unmanaged, IUnits<T>
    {
        int parts = SharedUnits<T, TUnits>.Parts(units, work, node.Threads);

        // Number 0 holds what a rule saves where there is no gradient.
        Span<T> scratch = node.Scratch(SharedUnits<T, TUnits>.ScratchLength(units, parts), number: 1);
        SharedUnits<T, TUnits>.Run(units, parts, Pinned.Address<T>(scratch));
    }
}
