using System.Numerics.Tensors;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>Splits the upstream gradient of a maximum or minimum evenly between the elements that equal it.</summary>
/// <remarks>
/// Ties must be counted before anything is shared out. A part that has all elements of its results does both while they are in the cache.
/// Where several pieces share a result, all are counted first, and only those with a tie are read again, which mostly is one.
/// </remarks>
internal readonly unsafe struct TieJob<T> : IParallelJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int GatheredLength = 1024;

    private readonly ReductionCut _cut;
    private readonly T* _x, _y, _dy, _dx, _counts, _shares;
    private readonly int _resultCount;
    private readonly bool _counting, _sharing;

    private TieJob(INode<T> node, in ReductionCut cut, T* counts, T* shares, bool counting, bool sharing)
    {
        _cut = cut;
        _x = Pinned.Address(node.Storage(0)) + node.Layout(0).Offset;
        _y = Pinned.Address<T>(node.Output);
        _dy = Pinned.Address(node.Upstream);
        _dx = Pinned.Address<T>(node.Grad(0));
        _counts = counts;
        _shares = shares;
        _resultCount = node.Output.Length;
        _counting = counting;
        _sharing = sharing;
    }

    public static void Run(INode<T> node)
    {
        ref readonly Layout x = ref node.Layout(0);
        if (x.Shape.ElementCount == 0) return;
        var cut = new ReductionCut(new ReductionAxes(Layout.Contiguous(x.Shape), x, new AxisSet((uint)node.Argument)));
        int results = node.Output.Length;
        if (cut.Pieces == 1)
        {
            T* counts = Pinned.Address<T>(node.Scratch(results));
            Run(node, new TieJob<T>(node, cut, counts, counts, counting: true, sharing: true));
        }
        else
        {
            T* counts = Pinned.Address<T>(node.Scratch((cut.Pieces + 1) * results)), shares = counts + cut.Pieces * results;
            Run(node, new TieJob<T>(node, cut, counts, shares, counting: true, sharing: false));
            ColumnFold.Run<T, SumFold>(counts, results, cut.Pieces, results, shares, accumulate: false);
            var total = new Span<T>(shares, results);
            TensorPrimitives.Divide(node.Upstream, total, total);
            Run(node, new TieJob<T>(node, cut, counts, shares, counting: false, sharing: true));
        }
    }

    private static void Run(INode<T> node, in TieJob<T> job) => WorkerPool.Run(job._cut.Parts, node.Threads, job);

    void IParallelJob.Run(int part)
    {
        ReductionBox box = _cut.Box(part);
        int first = box.FirstResult;
        T* x = _x + box.BesideStart, dx = _dx + box.Start, counts = _counts + (nint)box.Piece * _resultCount + first;
        var count = new Span<T>(counts, box.Results);
        if (_counting)
        {
            count.Clear();
            Walk(in box, _cut.Axes.Rank, x, _y + first, counts, null);
        }
        else if (!count.ContainsAnyExcept(T.Zero))
        {
            return;
        }

        if (!_sharing) return;
        if (_counting) TensorPrimitives.Divide(new ReadOnlySpan<T>(_dy + first, box.Results), count, count);
        Walk(in box, _cut.Axes.Rank, x, _y + first, _shares + first, dx);
    }

    /// <summary>Counts into <paramref name="numbers"/> or, with a gradient to add to, shares them out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Walk(in ReductionBox box, int rank, T* x, T* y, T* numbers, T* dx)
    {
        ref readonly ReductionAxes axes = ref _cut.Axes;
        int last = rank - 1, count = box.Counts[last];
        if (rank == 1)
        {
            if (axes.Besides[0] == 1) Row(x, count, y, numbers, dx);
            else GatheredRow(x, count, y, numbers, dx);
            return;
        }

        nint xStride = axes.Besides[last], dxStride = dx == null ? 0 : axes.Strides[last], resultStride = axes.ResultStrides[last];
        for (int i = 0; i < count; i++, x += xStride, y += resultStride, numbers += resultStride, dx += dxStride)
            Walk(box, last, x, y, numbers, dx);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(T* x, int count, T* y, T* numbers, T* dx)
    {
        bool one = _cut.Axes.IsReduced(0);
        if (dx == null && one) TieCount.Add<T, OneNumber>(x, count, y, numbers);
        else if (dx == null) TieCount.Add<T, NumberPerColumn>(x, count, y, numbers);
        else if (one) TieSpread.Add<T, OneNumber>(x, count, y, numbers, dx);
        else TieSpread.Add<T, NumberPerColumn>(x, count, y, numbers, dx);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private void GatheredRow(T* x, int count, T* y, T* numbers, T* dx)
    {
        T* gathered = stackalloc T[GatheredLength];
        nint stride = _cut.Axes.Besides[0], resultStride = _cut.Axes.ResultStrides[0];
        for (int start = 0; start < count; start += GatheredLength)
        {
            int length = Math.Min(GatheredLength, count - start);
            for (int i = 0; i < length; i++) gathered[i] = x[(start + i) * stride];
            Row(gathered, length, y + start * resultStride, numbers + start * resultStride, dx == null ? null : dx + start);
        }
    }
}
