using System.Numerics.Tensors;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>Queries, keys and values of an attention, and the scores of one tile: some queries against some keys.</summary>
internal readonly unsafe struct AttentionOperands<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Queries and keys of a tile at most. A tile of scores stays in the second-level cache beside its operands.</summary>
    public const int QueryTile = 48, KeyTile = 128;

    // Columns of a packed panel at most, two vectors.
    private const int WidestPanel = 32;

    private readonly MatrixBatch<T> _query, _key, _value;
    private readonly T _scale;
    private readonly T* _mask;
    private readonly Layout _maskLayout;    // stretched to [batch, queries, keys]
    private readonly bool _isCausal;

    public AttentionOperands(INode<T> node, in Shape batch)
    {
        _query = MatrixBatch<T>.Operand(node, 0, batch);
        _key = MatrixBatch<T>.Operand(node, 1, batch);
        _value = MatrixBatch<T>.Operand(node, 2, batch);
        _scale = node.Number;
        _isCausal = node.Argument != 0;
        if (node.OperandCount < 4) return;
        _mask = Pinned.Address(node.Storage(3));
        _maskLayout = node.Layout(3).BroadcastTo(batch.Append(Queries, Keys));
    }

    /// <summary>Places of the batch axes.</summary>
    public int Places => _query.Count;

    /// <summary>Queries of a place.</summary>
    public int Queries => _query.First.Rows;

    /// <summary>Keys of a place.</summary>
    public int Keys => _key.First.Rows;

    /// <summary>Elements of a query, and of a key.</summary>
    public int Depth => _query.First.Columns;

    /// <summary>Elements of a value.</summary>
    public int Width => _value.First.Columns;

    /// <summary>What the products are multiplied by before the softmax.</summary>
    public T Scale => _scale;

    public MatrixView<T> Query(int place, int first, int count) => _query[place].Part(first, count);

    public MatrixView<T> Key(int place, int first, int count) => _key[place].Part(first, count);

    public MatrixView<T> Value(int place, int first, int count) => _value[place].Part(first, count);

    /// <summary>How many keys the queries up to <paramref name="end"/> look at: the rest lies after the last of them.</summary>
    public int KeysOf(int end) => _isCausal ? Math.Min(Keys, end) : Keys;

    /// <summary>Scores = scale·Q·Kᵀ of a tile, −∞ where a key comes after its query or the mask is 0.</summary>
    public void Score(int place, int query, int key, in MatrixView<T> scores, Span<T> scratch)
    {
        scores.SetProduct(Query(place, query, scores.Rows), Key(place, key, scores.Columns).Transpose(), Combination<T>.Scaled(_scale, T.Zero), scratch);
        if (_mask != null) Mask(place, query, key, scores);
        if (!_isCausal) return;
        for (int row = 0; row < scores.Rows; row++)
        {
            int allowed = query + row + 1 - key;
            if (allowed < scores.Columns) scores.Row(row)[Math.Max(0, allowed)..].Fill(T.NegativeInfinity);
        }
    }

    // −∞ where the mask is 0.
    private void Mask(int place, int query, int key, in MatrixView<T> scores)
    {
        int rank = _maskLayout.Shape.Rank, rowStride = _maskLayout.Strides[rank - 2], stride = _maskLayout.Strides[rank - 1];
        T* first = _mask + _maskLayout.Leading(rank - 2).OffsetOf(place) + (nint)query * rowStride + (nint)key * stride;
        for (int row = 0; row < scores.Rows; row++)
        {
            Span<T> elements = scores.Row(row);
            for (int i = 0; i < elements.Length; i++)
                if (first[(nint)row * rowStride + (nint)i * stride] == T.Zero) elements[i] = T.NegativeInfinity;
        }
    }

    /// <summary>e^(scores − shift), row by row.</summary>
    public static void Exponentiate(Span<T> row, T shift)
    {
        TensorPrimitives.Subtract(row, shift, row);
        FunctionMap.Run<T, Exp>(row, row);
    }

    /// <summary>At least the scratch that any product of two tiles needs: room for the result, a packed left and a packed right factor.</summary>
    public int ScratchLength()
    {
        int rows = Math.Max(Math.Min(QueryTile, Queries), Math.Min(KeyTile, Keys)), extent = Math.Max(rows, Math.Max(Depth, Width));
        return 2 * rows * extent + extent * (extent + WidestPanel) + 3 * extent;
    }
}
