using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>Y = X W + b, one row for each place of X's leading axes; VJPs: dX += dY Wᵀ, dW += Xᵀ dY, db += Σ rows of dY.</summary>
internal class LinearRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly LinearRule<T> Instance = new();

    public override string Name => "linear";

    public sealed override void Forward(INode<T> node)
    {
        MatrixView<T> x = Rows(node), w = MatrixView<T>.Operand(node, 1);
        Multiply(node, x, w, MatrixView<T>.Result(node.Output, x.Rows, w.Columns), node.Elements(2));
    }

    public sealed override void Backward(INode<T> node)
    {
        MatrixView<T> x = Rows(node), w = MatrixView<T>.Operand(node, 1), dz = MatrixView<T>.Result(AddBiasVjp(node), x.Rows, w.Columns);
        if (node.Wants(0)) MatrixView<T>.Result(node.Grad(0), x.Rows, x.Columns).SetProduct(node, dz, w.Transpose(), Combination<T>.Accumulate);
        if (node.Wants(1)) MatrixView<T>.Grad(node, 1).SetProduct(node, x.Transpose(), dz, Combination<T>.Accumulate);
    }

    /// <summary>Fills the result.</summary>
    protected virtual void Multiply(INode<T> node, in MatrixView<T> x, in MatrixView<T> w, in MatrixView<T> y, ReadOnlySpan<T> bias) =>
        y.SetProduct(node, x, w, Combination<T>.PlusRow(bias));

    /// <summary>Adds b's VJP, if it is wanted.</summary>
    /// <returns>The upstream gradient of X W + b.</returns>
    protected virtual ReadOnlySpan<T> AddBiasVjp(INode<T> node)
    {
        AddRows(node, node.Upstream);
        return node.Upstream;
    }

    /// <summary>Adds some rows of the upstream gradient of X W + b to the gradient of b, if that is wanted.</summary>
    protected static unsafe void AddRows(INode<T> node, ReadOnlySpan<T> dz)
    {
        if (!node.Wants(2) || dz.IsEmpty) return;
        Span<T> db = node.Grad(2);
        fixed (T* rows = dz, sums = db) ColumnFold.Run<T, SumFold>(rows, db.Length, dz.Length / db.Length, db.Length, sums, accumulate: true);
    }

    // The leading axes of X as rows; only a strided X with several of them is copied.
    private static MatrixView<T> Rows(INode<T> node)
    {
        Shape shape = node.Layout(0).Shape;
        if (shape.Rank <= 2) return MatrixView<T>.Operand(node, 0);
        return MatrixView<T>.Result(node.Elements(0), node.Shape.Leading(shape.Rank - 1).ElementCount, shape[^1]);
    }
}
