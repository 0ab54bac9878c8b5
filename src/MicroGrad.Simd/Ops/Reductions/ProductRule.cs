using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = Π x over the trailing axes that the node's argument is the set of; VJP: dy Π of the other factors.</summary>
/// <remarks>
/// The other factors are those before times those after. Nothing is divided, so a zero among the factors gets its gradient and with two of them
/// every gradient is 0.
/// </remarks>
internal sealed class ProductRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly ProductRule<T> Instance = new();

    public override string Name => ProductFold.Name;

    public override void Forward(INode<T> node) => FoldJob<T, ProductFold>.Run(node);

    public override void Backward(INode<T> node)
    {
        ReadOnlySpan<T> dy = node.Upstream, x = node.Elements(0);
        if (x.IsEmpty) return;
        Span<T> dx = node.Grad(0);
        int width = x.Length / dy.Length;
        Span<T> before = node.Scratch(width);
        for (int row = 0; row < dy.Length; row++) AddRow(dy[row], x.Slice(row * width, width), before, dx.Slice(row * width, width));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(T dy, ReadOnlySpan<T> x, Span<T> before, Span<T> dx)
    {
        T product = T.One;
        for (int i = 0; i < x.Length; i++)
        {
            before[i] = product;
            product *= x[i];
        }

        T after = dy;
        for (int i = x.Length - 1; i >= 0; i--)
        {
            dx[i] += before[i] * after;
            after *= x[i];
        }
    }
}
