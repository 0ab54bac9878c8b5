using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>C = A B or C += A B for every place of the batch axes.</summary>
internal readonly unsafe struct BatchedProduct<T> : IParallelJob where T : unmanaged, IFloatingPointIeee754<T>
{
    // Multiply-adds of all products together; a product that is worth threads alone shares itself out.
    private const long ThreadsFrom = 1_000_000;
    private const long LargeProduct = 8_000_000;

    private readonly MatrixBatch<T> _a, _b, _c;
    private readonly MatrixProduct<T> _product;
    private readonly bool _accumulate;
    private readonly T* _scratch;
    private readonly int _parts;

    private BatchedProduct(
        in MatrixBatch<T> a, in MatrixBatch<T> b, in MatrixBatch<T> c, in MatrixProduct<T> product, bool accumulate, T* scratch, int parts)
    {
        _a = a;
        _b = b;
        _c = c;
        _product = product;
        _accumulate = accumulate;
        _scratch = scratch;
        _parts = parts;
    }

    /// <summary>Batches that are one larger matrix are multiplied as such.</summary>
    public static void Multiply(INode<T> node, in MatrixBatch<T> a, in MatrixBatch<T> b, in MatrixBatch<T> c, bool accumulate)
    {
        if (b.IsOne && a.IsTall && c.IsTall)
            c.Merge().SetProduct(node, a.Merge(), b.First, accumulate ? Combination<T>.Accumulate : Combination<T>.Overwrite);
        else if (accumulate && c.IsOne && a.Transpose().IsTall && b.IsTall)
            c.First.SetProduct(node, a.Transpose().Merge().Transpose(), b.Merge(), Combination<T>.Accumulate);
        else
            MultiplyEach(node, a, b, c, accumulate);
    }

    public void Run(int part)
    {
        int each = (_c.Count + _parts - 1) / _parts;
        Span<T> scratch = new(_scratch + (nint)part * Padded(_product.ScratchLength), _product.ScratchLength);
        Combination<T> combination = _accumulate ? Combination<T>.Accumulate : Combination<T>.Overwrite;
        for (int place = part * each, end = Math.Min(_c.Count, place + each); place < end; place++)
        {
            MatrixView<T> a = _a[place], b = _b[place], c = _c[place];
            _product.Multiply(a.Elements, a.Stride, b.Elements, b.Stride, c.Elements, c.Stride, combination, scratch);
        }
    }

    private static void MultiplyEach(INode<T> node, in MatrixBatch<T> a, in MatrixBatch<T> b, in MatrixBatch<T> c, bool accumulate)
    {
        // Products that are added to one matrix follow one another.
        int m = a.First.Rows, n = b.First.Columns, k = a.First.Columns;
        long work = (long)m * n * k;
        int parts = c.IsDistinct && work < LargeProduct && work * c.Count >= ThreadsFrom ? Math.Min(node.Threads, c.Count) : 1;
        var product = new MatrixProduct<T>(a.First.IsTransposed, b.First.IsTransposed, m, n, k, parts == 1 ? node.Threads : 1);
        Span<T> scratch = node.Scratch(parts * Padded(product.ScratchLength));
        WorkerPool.Run(parts, parts, new BatchedProduct<T>(a, b, c, product, accumulate, Pinned.Address<T>(scratch), parts));
    }

    private static int Padded(int length) => Buffer<T>.RoundUp(length);
}
