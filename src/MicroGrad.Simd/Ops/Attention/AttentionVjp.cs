using System.Numerics.Tensors;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>The VJP of an attention: with P = softmax(scale·Q Kᵀ), dV += Pᵀ dY, dS = P ∘ (dY Vᵀ − rowsum(dY ∘ Y)), dQ += scale·dS K, dK += scale·dSᵀ Q.</summary>
internal readonly unsafe struct AttentionVjp<T> : IParallelJob where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AttentionOperands<T> _operands;
    private readonly T* _y, _dy, _logarithms, _dQuery, _dKey, _dValue, _scratch;
    private readonly int _workers, _scratchEach;

    public AttentionVjp(INode<T> node, in AttentionOperands<T> operands, int workers, T* scratch, int scratchEach)
    {
        _operands = operands;
        _y = Pinned.Address<T>(node.Output);
        _dy = Pinned.Address(node.Upstream);
        _logarithms = Pinned.Address(node.Saved);
        if (node.Wants(0)) _dQuery = Pinned.Address<T>(node.Grad(0));
        if (node.Wants(1)) _dKey = Pinned.Address<T>(node.Grad(1));
        if (node.Wants(2)) _dValue = Pinned.Address<T>(node.Grad(2));
        _workers = workers;
        _scratch = scratch;
        _scratchEach = scratchEach;
    }

    /// <summary>Scratch of one worker: a tile of P, one of dS, and what the products need.</summary>
    public static int ScratchLength(in AttentionOperands<T> operands) =>
        2 * AttentionOperands<T>.QueryTile * AttentionOperands<T>.KeyTile + operands.ScratchLength();

    public void Run(int part)
    {
        int places = _operands.Places;
        for (int place = (int)((long)places * part / _workers), end = (int)((long)places * (part + 1) / _workers); place < end; place++)
            for (int query = 0; query < _operands.Queries; query += AttentionOperands<T>.QueryTile)
                RunTile(place, query, Math.Min(AttentionOperands<T>.QueryTile, _operands.Queries - query), new(_scratch + (nint)part * _scratchEach, _scratchEach));
    }

    private void RunTile(int place, int query, int count, Span<T> scratch)
    {
        const int length = AttentionOperands<T>.QueryTile * AttentionOperands<T>.KeyTile;
        MatrixView<T> y = Rows(_y, place, query, count), dy = Rows(_dy, place, query, count);
        nint firstRow = (nint)place * _operands.Queries + query;
        var logarithms = new ReadOnlySpan<T>(_logarithms + firstRow, count);
        int keys = _operands.KeysOf(query + count);
        for (int key = 0; key < keys; key += AttentionOperands<T>.KeyTile)
        {
            int columns = Math.Min(AttentionOperands<T>.KeyTile, keys - key);
            nint firstKey = (nint)place * _operands.Keys + key;
            MatrixView<T> p = MatrixView<T>.Result(scratch, count, columns), ds = MatrixView<T>.Result(scratch[length..], count, columns);
            Span<T> rest = scratch[(2 * length)..];
            _operands.Score(place, query, key, p, rest);
            for (int row = 0; row < count; row++)
            {
                if (T.IsNegativeInfinity(logarithms[row])) p.Row(row).Clear();
                else AttentionOperands<T>.Exponentiate(p.Row(row), logarithms[row]);
            }

            if (_dValue != null) Grad(_dValue, firstKey, columns, _operands.Width).SetProduct(p.Transpose(), dy, Combination<T>.Accumulate, rest);
            if (_dQuery == null && _dKey == null) continue;
            ds.SetProduct(dy, _operands.Value(place, key, columns).Transpose(), Combination<T>.Overwrite, rest);
            for (int row = 0; row < count; row++)
            {
                Span<T> slopes = ds.Row(row);
                TensorPrimitives.Subtract(slopes, TensorPrimitives.Dot<T>(dy.Row(row), y.Row(row)), slopes);
                TensorPrimitives.Multiply(slopes, p.Row(row), slopes);
            }

            Combination<T> scaled = Combination<T>.Scaled(_operands.Scale, T.One);
            if (_dQuery != null) Grad(_dQuery, firstRow, count, _operands.Depth).SetProduct(ds, _operands.Key(place, key, columns), scaled, rest);
            if (_dKey != null) Grad(_dKey, firstKey, columns, _operands.Depth).SetProduct(ds.Transpose(), _operands.Query(place, query, count), scaled, rest);
        }
    }

    private MatrixView<T> Rows(T* start, int place, int first, int count) => Grad(start, (nint)place * _operands.Queries + first, count, _operands.Width);

    private static MatrixView<T> Grad(T* start, nint firstRow, int rows, int columns) => new(start + firstRow * columns, rows, columns, columns);
}
