using System.Numerics.Tensors;
using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>The forward pass of an attention: some tiles of queries, each against all its keys.</summary>
internal readonly unsafe struct AttentionForward<T>(
    in AttentionOperands<T> operands, T* output, T* logarithms, int tiles, int workers, T* scratch, int scratchEach) : IParallelJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AttentionOperands<T> _operands = operands;
    private readonly T* _output = output, _logarithms = logarithms, _scratch = scratch;

    /// <summary>Scratch of one worker: a tile of scores, the largest score and the sum of each query, and what the products need.</summary>
    public static int ScratchLength(in AttentionOperands<T> operands) =>
        AttentionOperands<T>.QueryTile * (AttentionOperands<T>.KeyTile + 2) + operands.ScratchLength();

    public void Run(int part)
    {
        int perPlace = tiles / _operands.Places;
        for (int tile = (int)((long)tiles * part / workers), end = (int)((long)tiles * (part + 1) / workers); tile < end; tile++)
        {
            int first = tile % perPlace * AttentionOperands<T>.QueryTile;
            RunTile(tile / perPlace, first, Math.Min(AttentionOperands<T>.QueryTile, _operands.Queries - first), new(_scratch + (nint)part * scratchEach, scratchEach));
        }
    }

    private void RunTile(int place, int first, int count, Span<T> scratch)
    {
        nint firstRow = (nint)place * _operands.Queries + first;
        int width = _operands.Width;
        var y = new MatrixView<T>(_output + firstRow * width, count, width, width);
        Span<T> largest = Take(ref scratch, count), sums = Take(ref scratch, count), tile = Take(ref scratch, count * AttentionOperands<T>.KeyTile);
        largest.Fill(T.NegativeInfinity);
        sums.Clear();
        y.Elements.Clear();

        int keys = _operands.KeysOf(first + count);
        for (int key = 0; key < keys; key += AttentionOperands<T>.KeyTile)
        {
            var scores = MatrixView<T>.Result(tile, count, Math.Min(AttentionOperands<T>.KeyTile, keys - key));
            _operands.Score(place, first, key, scores, scratch);
            for (int row = 0; row < count; row++) Normalize(scores.Row(row), ref largest[row], ref sums[row], y.Row(row));
            y.SetProduct(scores, _operands.Value(place, key, scores.Columns), Combination<T>.Accumulate, scratch);
        }

        for (int row = 0; row < count; row++)
        {
            // A query that may look at nothing gets nothing.
            if (sums[row] != T.Zero) TensorPrimitives.Divide(y.Row(row), sums[row], y.Row(row));
            _logarithms[firstRow + row] = largest[row] + T.Log(sums[row]);
        }
    }

    /// <summary>Makes e^(score − largest) of a row of scores, and what is there already relative to the same largest score.</summary>
    private static void Normalize(Span<T> scores, ref T largest, ref T sum, Span<T> y)
    {
        T grown = T.Max(largest, TensorPrimitives.Max<T>(scores));
        if (T.IsNegativeInfinity(grown))
        {
            scores.Clear();
            return;
        }

        if (grown != largest && sum != T.Zero)
        {
            T shrink = T.Exp(largest - grown);
            sum *= shrink;
            TensorPrimitives.Multiply(y, shrink, y);
        }

        largest = grown;
        AttentionOperands<T>.Exponentiate(scores, grown);
        sum += TensorPrimitives.Sum<T>(scores);
    }

    private static Span<T> Take(ref Span<T> scratch, int length)
    {
        Span<T> taken = scratch[..length];
        scratch = scratch[length..];
        return taken;
    }
}
