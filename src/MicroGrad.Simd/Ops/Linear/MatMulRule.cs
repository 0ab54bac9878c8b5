namespace MicroGrad.Simd.Ops;

/// <summary>Y = A B over broadcast batch axes; VJPs: dA += dY Bᵀ, dB += Aᵀ dY. A transposed view is multiplied as it stands.</summary>
internal sealed class MatMulRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly MatMulRule<T> Instance = new();

    public override string Name => "matmul";

    public override void Forward(INode<T> node)
    {
        Shape batch = BatchOf(node);
        MatrixBatch<T> a = MatrixBatch<T>.Operand(node, 0, batch), b = MatrixBatch<T>.Operand(node, 1, batch);
        BatchedProduct<T>.Multiply(node, a, b, MatrixBatch<T>.Result(node.Output, batch, a.Rows, b.Columns), accumulate: false);
    }

    public override void Backward(INode<T> node)
    {
        Shape batch = BatchOf(node);
        MatrixBatch<T> a = MatrixBatch<T>.Operand(node, 0, batch), b = MatrixBatch<T>.Operand(node, 1, batch);
        MatrixBatch<T> dy = MatrixBatch<T>.Result(node.Upstream, batch, a.Rows, b.Columns);
        if (node.Wants(0)) BatchedProduct<T>.Multiply(node, dy, b.Transpose(), MatrixBatch<T>.Grad(node, 0, batch), accumulate: true);
        if (node.Wants(1)) BatchedProduct<T>.Multiply(node, a.Transpose(), dy, MatrixBatch<T>.Grad(node, 1, batch), accumulate: true);
    }

    // A vector takes the axis that it lacks out of the result.
    private static Shape BatchOf(INode<T> node)
    {
        if (node.Shape.Rank <= 2 && node.Layout(0).Shape.Rank <= 2 && node.Layout(1).Shape.Rank <= 2) return Shape.Scalar;
        int matrixAxes = Math.Min(1, node.Layout(0).Shape.Rank - 1) + Math.Min(1, node.Layout(1).Shape.Rank - 1);
        return node.Shape.Leading(node.Shape.Rank - matrixAxes);
    }
}
