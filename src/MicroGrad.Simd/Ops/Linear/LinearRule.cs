using System.Diagnostics;
using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>Y = f(X W + b), one row for each place of X's leading axes; VJPs through dZ = dY f′: dX += dZ Wᵀ, dW += Xᵀ dZ, db += Σ rows of dZ.</summary>
/// <remarks>b and f are applied to parts of the product while they are in a near cache. f is an op whose slope is known from its result.</remarks>
internal sealed class LinearRule<TActivation, T> : Rule<T>
    where TActivation : struct, IUnaryOp<TActivation>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Rows whose dZ is summed for b while it is in the first-level cache, as far as whole rows go.
    private const int BlockLength = 4096;

    public static readonly LinearRule<TActivation, T> Instance = new();

    private LinearRule() => Debug.Assert((TActivation.Saves & ~Saves.Output) == 0, "The activation's input is not kept.");

    public override string Name => HasActivation ? $"linear, {TActivation.Name}" : "linear";

    private static bool HasActivation => typeof(TActivation) != typeof(Identity);

    public override void Forward(INode<T> node)
    {
        MatrixView<T> x = Rows(node), w = MatrixView<T>.Operand(node, 1), y = MatrixView<T>.Result(node.Output, x.Rows, w.Columns);
        var plusBias = Combination<T>.PlusRow(node.Elements(2));
        if (HasActivation) y.SetProduct(node, x, w, plusBias, default(Activate));
        else y.SetProduct(node, x, w, plusBias, default(NoEpilogue<T>));
    }

    public override void Backward(INode<T> node)
    {
        MatrixView<T> x = Rows(node), w = MatrixView<T>.Operand(node, 1);
        ReadOnlySpan<T> dy = node.Upstream;
        Span<T> db = node.Wants(2) ? node.Grad(2) : [];
        Span<T> activated = HasActivation ? node.Scratch(dy.Length, number: 1) : [];
        ReadOnlySpan<T> dz = HasActivation ? activated : dy;

        int block = Math.Max(1, BlockLength / Math.Max(1, w.Columns)) * w.Columns;
        for (int start = 0; start < dz.Length; start += block)
        {
            int count = Math.Min(block, dz.Length - start);
            if (HasActivation)
            {
                ReadOnlySpan<T> y = node.Output.Slice(start, count);
                Span<T> part = activated.Slice(start, count);
                part.Clear();
                TActivation.AddVjp(dy.Slice(start, count), y, y, part);
            }

            if (node.Wants(2)) SumFold.Rows(dz.Slice(start, count), db);
        }

        MatrixView<T> dzMatrix = MatrixView<T>.Result(dz, x.Rows, w.Columns);
        if (node.Wants(0)) MatrixView<T>.Result(node.Grad(0), x.Rows, x.Columns).SetProduct(node, dzMatrix, w.Transpose(), Combination<T>.Accumulate);
        if (node.Wants(1)) MatrixView<T>.Grad(node, 1).SetProduct(node, x.Transpose(), dzMatrix, Combination<T>.Accumulate);
    }

    // The leading axes of X as rows; only a strided X with several of them is copied.
    private static MatrixView<T> Rows(INode<T> node)
    {
        Shape shape = node.Layout(0).Shape;
        if (shape.Rank <= 2) return MatrixView<T>.Operand(node, 0);
        return MatrixView<T>.Result(node.Elements(0), node.Shape.Leading(shape.Rank - 1).ElementCount, shape[^1]);
    }

    private readonly struct Activate : IRowEpilogue<T>
    {
        public void Apply(in ResultBlock<T> block)
        {
            if (block.IsContiguous) TActivation.Forward(block.Elements, block.Elements);
            else for (int i = 0; i < block.Rows; i++) TActivation.Forward(block.Row(i), block.Row(i));
        }
    }
}
