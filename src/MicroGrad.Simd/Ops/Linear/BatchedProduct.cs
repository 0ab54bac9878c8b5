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
    private readonly bool _accumulate;
    private readonly T* _scratch;
    private readonly int _scratchLength, _placesPerPart;

    private BatchedProduct(in MatrixBatch<T> a, in MatrixBatch<T> b, in MatrixBatch<T> c, bool accumulate, Span<T> scratch, int parts)
    {
        (_a, _b, _c, _accumulate) = (a, b, c, accumulate);
        _scratch = Pinned.Address<T>(scratch);
        _scratchLength = scratch.Length / parts;
        _placesPerPart = (c.Count + parts - 1) / parts;
    }

    /// <summary>Batches that are one larger matrix are multiplied as such.</summary>
    public static void Multiply(INode<T> node, in MatrixBatch<T> a, in MatrixBatch<T> b, in MatrixBatch<T> c, bool accumulate)
    {
        if (c.Count == 1) Multiply(node.Scratch(ScratchLength(a, b, node.Threads)), a, b, c, 0, accumulate, node.Threads);
        else if (b.IsOne && a.IsTall && c.IsTall) Multiply(node, a.Merge(), b.One(), c.Merge(), accumulate);
        else if (accumulate && c.IsOne && a.Transpose().IsTall && b.IsTall) Multiply(node, a.Transpose().Merge().Transpose(), b.Merge(), c.One(), accumulate);
        else MultiplyEach(node, a, b, c, accumulate);
    }

    private static void MultiplyEach(INode<T> node, in MatrixBatch<T> a, in MatrixBatch<T> b, in MatrixBatch<T> c, bool accumulate)
    {
        // Products that are added to one matrix follow one another.
        long work = (long)a.Rows * a.Columns * b.Columns;
        bool threads = c.IsDistinct && work < LargeProduct && work * c.Count >= ThreadsFrom;
        int parts = threads ? Math.Min(node.Threads, c.Count) : 1, threadsOfEach = threads ? 1 : node.Threads;
        Span<T> scratch = node.Scratch(parts * ScratchLength(a, b, threadsOfEach));
        var job = new BatchedProduct<T>(a, b, c, accumulate, scratch, parts);
        if (threads) WorkerPool.Run(parts, node.Threads, job);
        else for (int i = 0; i < c.Count; i++) Multiply(scratch, a, b, c, i, accumulate, threadsOfEach);
    }

    public void Run(int part)
    {
        Span<T> scratch = new(_scratch + (nint)part * _scratchLength, _scratchLength);
        int end = Math.Min(_c.Count, (part + 1) * _placesPerPart);
        for (int i = part * _placesPerPart; i < end; i++) Multiply(scratch, _a, _b, _c, i, _accumulate, threads: 1);
    }

    private static int ScratchLength(in MatrixBatch<T> a, in MatrixBatch<T> b, int threads) =>
        Buffer<T>.RoundUp(MatrixProduct.ScratchLength<T>(a.IsTransposed, b.IsTransposed, a.Rows, b.Columns, a.Columns, threads));

    private static void Multiply(Span<T> scratch, in MatrixBatch<T> a, in MatrixBatch<T> b, in MatrixBatch<T> c, int place, bool accumulate, int threads) =>
        MatrixProduct.Multiply(
            a.IsTransposed, b.IsTransposed, a.Rows, b.Columns, a.Columns,
            a[place], a.Stride, b[place], b.Stride, c[place], c.Stride, accumulate, scratch, threads);
}
