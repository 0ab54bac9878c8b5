using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>Adds the upstream gradient of a sum to every element that was summed.</summary>
internal readonly unsafe struct SpreadJob<T> : IParallelJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReductionCut _cut;
    private readonly T* _dy, _dx;

    private SpreadJob(in ReductionCut cut, T* dy, T* dx)
    {
        _cut = cut;
        _dy = dy;
        _dx = dx;
    }

    public static void Run(INode<T> node)
    {
        Span<T> dx = node.Grad(0);
        if (dx.IsEmpty) return;
        Layout layout = Layout.Contiguous(node.Layout(0).Shape);
        var cut = new ReductionCut(new ReductionAxes(layout, layout, new AxisSet((uint)node.Argument)));
        var job = new SpreadJob<T>(cut, Pinned.Address(node.Upstream), Pinned.Address<T>(dx));
        WorkerPool.Run(cut.Parts, node.Threads, job);
    }

    void IParallelJob.Run(int part)
    {
        ReductionBox box = _cut.Box(part);
        Spread(in box, _cut.Axes.Rank, _dy + box.FirstResult, _dx + box.Start);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread(in ReductionBox box, int rank, T* dy, T* dx)
    {
        ref readonly ReductionAxes axes = ref _cut.Axes;
        if (rank == 2)
        {
            if (axes.IsReduced(0)) RowSpread.AddNumbers(dy, axes.ResultStrides[1], box.Counts[1], box.Counts[0], dx, axes.Strides[1]);
            else RowSpread.AddRows(dy, axes.ResultStrides[1], box.Counts[1], box.Counts[0], dx, axes.Strides[1]);
            return;
        }

        int last = rank - 1;
        for (int i = 0; i < box.Counts[last]; i++, dy += axes.ResultStrides[last], dx += axes.Strides[last]) Spread(box, last, dy, dx);
    }
}
