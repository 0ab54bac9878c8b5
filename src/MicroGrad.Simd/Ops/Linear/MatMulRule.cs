using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>Y = A B over broadcast batch axes; VJPs: dA += dY Bᵀ, dB += Aᵀ dY. A transposed view is multiplied as it stands.</summary>
internal sealed class MatMulRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly MatMulRule<T> Instance = new();

    public override string Name => "matmul";

    public override void Forward(INode<T> node)
    {
        if (IsBatched(node))
        {
            BatchedForward(node);
            return;
        }

        MatrixView<T> a = MatrixView<T>.Operand(node, 0), b = MatrixView<T>.Operand(node, 1);
        MatrixView<T>.Result(node.Output, a.Rows, b.Columns).SetProduct(node, a, b, Combination<T>.Overwrite);
    }

    public override void Backward(INode<T> node)
    {
        if (IsBatched(node))
        {
            BatchedBackward(node);
            return;
        }

        MatrixView<T> a = MatrixView<T>.Operand(node, 0), b = MatrixView<T>.Operand(node, 1);
        MatrixView<T> dy = MatrixView<T>.Result(node.Upstream, a.Rows, b.Columns);
        if (node.Wants(0)) MatrixView<T>.Grad(node, 0).SetProduct(node, dy, b.Transpose(), Combination<T>.Accumulate);
        if (node.Wants(1)) MatrixView<T>.Grad(node, 1).SetProduct(node, a.Transpose(), dy, Combination<T>.Accumulate);
    }

    private static void BatchedForward(INode<T> node)
    {
        Shape batch = BatchOf(node);
        MatrixBatch<T> a = MatrixBatch<T>.Operand(node, 0, batch), b = MatrixBatch<T>.Operand(node, 1, batch);
        BatchedProduct<T>.Multiply(node, a, b, MatrixBatch<T>.Result(node.Output, batch, a.First.Rows, b.First.Columns), accumulate: false);
    }

    private static void BatchedBackward(INode<T> node)
    {
        Shape batch = BatchOf(node);
        MatrixBatch<T> a = MatrixBatch<T>.Operand(node, 0, batch), b = MatrixBatch<T>.Operand(node, 1, batch);
        MatrixBatch<T> dy = MatrixBatch<T>.Result(node.Upstream, batch, a.First.Rows, b.First.Columns);
        if (node.Wants(0)) BatchedProduct<T>.Multiply(node, dy, b.Transpose(), MatrixBatch<T>.Grad(node, 0, batch), accumulate: true);
        if (node.Wants(1)) BatchedProduct<T>.Multiply(node, a.Transpose(), dy, MatrixBatch<T>.Grad(node, 1, batch), accumulate: true);
    }

    private static bool IsBatched(INode<T> node) => node.Layout(0).Shape.Rank > 2 || node.Layout(1).Shape.Rank > 2;

    // A vector takes the axis that it lacks out of the result.
    private static Shape BatchOf(INode<T> node)
    {
        int matrixAxes = Math.Min(1, node.Layout(0).Shape.Rank - 1) + Math.Min(1, node.Layout(1).Shape.Rank - 1);
        return node.Shape.Leading(node.Shape.Rank - matrixAxes);
    }
}
