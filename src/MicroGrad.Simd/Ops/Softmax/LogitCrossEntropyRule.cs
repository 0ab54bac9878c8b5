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
        ReadOnlySpan<int> classes = node.Integers;
        Span<T> saved = node.Save(x.Length + 2 * classes.Length), p = saved[..x.Length];
        T total = CrossEntropyRows.Loss(x, node.Layout(0).Shape[^1], classes, p, saved[x.Length..], node.Threads);
        node.Output[0] = total / T.CreateChecked(classes.Length);
    }

    public override void Backward(INode<T> node)
    {
        ReadOnlySpan<int> classes = node.Integers;
        Span<T> dx = node.Grad(0);
        T scale = node.Upstream[0] / T.CreateChecked(classes.Length);
        CrossEntropyRows.AddVjp(scale, node.Saved[..dx.Length], node.Layout(0).Shape[^1], classes, dx, node.Threads);
    }
}
