using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>The sizes of a pool, from a node whose first integers are its <see cref="Windows"/>.</summary>
internal static class PoolNode
{
    public static PoolSizes Sizes<T>(INode<T> node, bool isAdaptive) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var windows = Windows.Of(node.Integers);
        Shape x = node.Layout(0).Shape, y = node.Shape;
        return new(x[0] * x[1], new(windows.Height(x, y), isAdaptive), new(windows.Width(x, y), isAdaptive));
    }
}
