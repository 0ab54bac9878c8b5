using System.Numerics.Tensors;
using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = mean over rows of ln Σⱼ e^xⱼ − x_c, c the row's class; VJP: dy (softmax x − onehot c) / rows.</summary>
/// <remarks>The node's integers are the classes. Softmax x is computed on the way and saved.</remarks>
internal sealed class LogitCrossEntropyRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly LogitCrossEntropyRule<T> Instance = new();

    public override string Name => "logit cross-entropy";

    public override void Forward(INode<T> node)
    {
        ReadOnlySpan<T> x = node.Elements(0);
        T total = SoftmaxRows.CrossEntropy(x, node.Layout(0).Shape[^1], node.Integers, node.Save(x.Length), node.Tile(0), node.Tile(1));
        node.Output[0] = total / T.CreateChecked(node.Integers.Length);
    }

    public override void Backward(INode<T> node)
    {
        ReadOnlySpan<int> classes = node.Integers;
        Span<T> dx = node.Grad(0);
        int width = node.Layout(0).Shape[^1];
        T scale = node.Upstream[0] / T.CreateChecked(classes.Length);
        TensorPrimitives.MultiplyAdd(node.Saved, scale, dx, dx);
        for (int row = 0; row < classes.Length; row++) dx[row * width + classes[row]] -= scale;
    }
}
