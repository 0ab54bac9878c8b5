using System.Diagnostics;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>Folds a tensor over some of its axes, in place whatever view of a buffer it is.</summary>
internal readonly unsafe struct FoldJob<T, TFold> : IParallelJob
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFold : struct, IFold
{
    private const int GatheredLength = 1024;

    private readonly ReductionCut _cut;
    private readonly T* _x, _results;
    private readonly int _resultCount;

    private FoldJob(in ReductionCut cut, T* x, T* results, int resultCount)
    {
        _cut = cut;
        _x = x;
        _results = results;
        _resultCount = resultCount;
    }

    /// <summary>Fills the output of a node whose argument is a set of axes of its operand.</summary>
    public static void Run(INode<T> node) =>
        Run(node, node.Layout(0), node.Storage(0), new AxisSet((uint)node.Argument), node.Output, accumulate: false);

    /// <summary>Folds what a layout shows of a buffer into the results or, if that is contiguous, onto them when told to accumulate.</summary>
    public static void Run(INode<T> node, in Layout layout, ReadOnlySpan<T> storage, AxisSet reduced, Span<T> results, bool accumulate)
    {
        if (layout.Shape.ElementCount == 0)
        {
            if (!accumulate) results.Fill(TFold.Identity<T>());
            return;
        }

        var axes = new ReductionAxes(layout, layout, reduced);
        var cut = new ReductionCut(axes);
        Debug.Assert(axes.Results.IsContiguous || !accumulate, "Results are accumulated in the walk's order.");
        bool inPlace = cut.Pieces == 1 && axes.Results.IsContiguous && !accumulate;
        Span<T> pieces = inPlace ? results : node.Scratch(cut.Pieces * results.Length);
        T* address = Pinned.Address<T>(pieces);
        var job = new FoldJob<T, TFold>(cut, Pinned.Address(storage) + layout.Offset, address, results.Length);
        WorkerPool.Run(cut.Parts, node.Threads, job);
        for (int step = 1; step < cut.Pieces; step *= 2)
            for (int piece = 0; piece + step < cut.Pieces; piece += 2 * step)
                Accumulate(address + (piece + step) * results.Length, address + piece * results.Length, results.Length);
        if (accumulate) Accumulate(address, Pinned.Address<T>(results), results.Length);
        else if (!inPlace) new StridedMap(axes.Results).Gather<T>(pieces[..results.Length], 0, results);
    }

    private static void Accumulate(T* x, T* results, int length) => ColumnFold.Run<T, TFold>(x, 0, 1, length, results, accumulate: true);

    void IParallelJob.Run(int part)
    {
        ReductionBox box = _cut.Box(part);
        Fold(in box, _cut.Axes.Rank, _x + box.Start, _results + (nint)box.Piece * _resultCount + box.FirstResult);
    }

    /// <summary>Folds the innermost so many axes of a box.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fold(in ReductionBox box, int rank, T* x, T* results)
    {
        ref readonly ReductionAxes axes = ref _cut.Axes;
        int last = rank - 1;
        if (rank == 2 && axes.Strides[0] == 1 && axes.IsReduced(0) != axes.IsReduced(1))
        {
            if (axes.IsReduced(0)) RowFold.Run<T, TFold>(x, axes.Strides[1], box.Counts[1], box.Counts[0], results, accumulate: false);
            else ColumnFold.Run<T, TFold>(x, axes.Strides[1], box.Counts[1], box.Counts[0], results, accumulate: false);
        }
        else if (axes.IsReduced(last))
        {
            FoldAxis(box, last, box.Counts[last], x, results);
        }
        else
        {
            for (int i = 0; i < box.Counts[last]; i++, x += axes.Strides[last], results += axes.ResultStrides[last])
            {
                if (rank > 1) Fold(box, last, x, results);
                else *results = TFold.Apply(TFold.Identity<T>(), *x);
            }
        }
    }

    /// <summary>Folds one reduced axis by halves, as the kernels do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private void FoldAxis(in ReductionBox box, int axis, int count, T* x, T* results)
    {
        ref readonly ReductionAxes axes = ref _cut.Axes;
        if (axis == 0 && axes.Strides[0] == 1)
        {
            RowFold.Run<T, TFold>(x, 0, 1, count, results, accumulate: false);
        }
        else if (axis == 0 && count <= GatheredLength)
        {
            Gather(axes.Strides[0], count, x, results);
        }
        else if (count == 1)
        {
            Fold(box, axis, x, results);
        }
        else
        {
            int length = 1;
            for (int i = 0; i < axis; i++) length += (box.Counts[i] - 1) * axes.ResultStrides[i];
            T* right = stackalloc T[length];
            FoldAxis(box, axis, count / 2, x, results);
            FoldAxis(box, axis, count - count / 2, x + (nint)(count / 2) * axes.Strides[axis], right);
            Accumulate(right, results, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private static void Gather(nint stride, int count, T* x, T* result)
    {
        T* gathered = stackalloc T[count];
        for (int i = 0; i < count; i++) gathered[i] = x[i * stride];
        RowFold.Run<T, TFold>(gathered, 0, 1, count, result, accumulate: false);
    }
}
