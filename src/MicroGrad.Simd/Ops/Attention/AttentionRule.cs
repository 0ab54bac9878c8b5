using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>Y = softmax(scale·Q Kᵀ) V for every place of the batch axes, one tile of scores at a time.</summary>
/// <remarks>
/// Sources: A. Vaswani et al., "Attention is all you need" (2017); T. Dao et al., "FlashAttention" (2022), for the tiles and for scores that are
/// computed again in the backward pass; M. Milakov and N. Gimelshein, "Online normalizer calculation for softmax" (2018). Operands: queries,
/// keys, values and, if there is one, a mask without gradient, 0 where a query may not look. The node's argument is 1 where a query looks at no later key, its number the scale. Saved is ln Σ e^score of each query.
/// </remarks>
internal sealed unsafe class AttentionRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly AttentionRule<T> Instance = new();

    // Multiply-adds of all products together.
    private const long ThreadsFrom = 1_000_000;

    public override string Name => "attention";

    public override void Forward(INode<T> node)
    {
        var operands = new AttentionOperands<T>(node, Batch(node));
        Span<T> logarithms = node.Save(operands.Places * operands.Queries);
        if (node.Output.IsEmpty) return;
        if (operands.Keys == 0)
        {
            node.Output.Clear();
            return;
        }

        int tiles = (operands.Queries + AttentionOperands<T>.QueryTile - 1) / AttentionOperands<T>.QueryTile * operands.Places;
        int workers = Workers(node, operands, tiles), each = AttentionForward<T>.ScratchLength(operands);
        Span<T> scratch = node.Scratch(workers * each);
        WorkerPool.Run(workers, workers, new AttentionForward<T>(
            operands, Pinned.Address<T>(node.Output), Pinned.Address<T>(logarithms), tiles, workers, Pinned.Address<T>(scratch), each));
    }

    public override void Backward(INode<T> node)
    {
        var operands = new AttentionOperands<T>(node, Batch(node));
        if (node.Output.IsEmpty || operands.Keys == 0) return;
        int workers = Workers(node, operands, operands.Places), each = AttentionVjp<T>.ScratchLength(operands);
        Span<T> scratch = node.Scratch(workers * each);
        WorkerPool.Run(workers, workers, new AttentionVjp<T>(node, operands, workers, Pinned.Address<T>(scratch), each));
    }

    // Each worker has scratch of its own and takes an equal share. A tile, or a place in the backward pass, is computed by one worker alone and
    // in one order, so the bits do not depend on how many there are.
    private static int Workers(INode<T> node, in AttentionOperands<T> operands, int units)
    {
        long work = (long)operands.Places * operands.Queries * operands.Keys * (operands.Depth + operands.Width);
        return work < ThreadsFrom ? 1 : Math.Min(Math.Min(node.Threads, WorkerPool.MaxThreads), units);
    }

    private static Shape Batch(INode<T> node) => node.Shape.Leading(node.Shape.Rank - 2);
}
