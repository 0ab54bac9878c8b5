using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Programs;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>An element-wise op of two operands, seen without its type: for whoever asks every op of the catalogue the same.</summary>
/// <remarks>The members are those of <see cref="IBinaryOp{TSelf}"/>. Recording an op goes to that interface and not through here.</remarks>
internal abstract class BinaryRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public abstract Saves Saves { get; }

    /// <summary>The op as an instruction of a recorded program.</summary>
    public abstract LaneOp<T> Lanes { get; }

    public abstract Domain LeftDomain { get; }

    public abstract Domain RightDomain { get; }

    public abstract bool KinkWhereEqual { get; }

    public abstract T Apply(T a, T b);

    public abstract T SlopeLeft(T a, T b, T y);

    public abstract T SlopeRight(T a, T b, T y);

    public abstract void Forward(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y);

    public abstract void AddVjpLeft(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> da);

    public abstract void AddVjpRight(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> db);
}

/// <summary>An element-wise op of two operands as a tensor rule, with broadcasting.</summary>
internal sealed class BinaryRule<TOp, T> : BinaryRule<T>
    where TOp : struct, IBinaryOp<TOp>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly BinaryRule<TOp, T> Instance = new();

    public override string Name => TOp.Name;

    public override Saves Saves => TOp.Saves;

    public override LaneOp<T> Lanes => TOp.Lanes<T>();

    public override Domain LeftDomain => TOp.LeftDomain;

    public override Domain RightDomain => TOp.RightDomain;

    public override bool KinkWhereEqual => TOp.KinkWhereEqual;

    public override T Apply(T a, T b) => TOp.Apply(a, b);

    public override T SlopeLeft(T a, T b, T y) => TOp.SlopeLeft(a, b, y);

    public override T SlopeRight(T a, T b, T y) => TOp.SlopeRight(a, b, y);

    public override void Forward(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TOp.Forward(a, b, y);

    public override void AddVjpLeft(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> da) =>
        TOp.AddVjpLeft(dy, a, b, y, da);

    public override void AddVjpRight(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> db) =>
        TOp.AddVjpRight(dy, a, b, y, db);

    public override void Forward(INode<T> node) => new Job(node, forward: true, operand: 0).Run(node.Threads);

    public override void Backward(INode<T> node)
    {
        if (node.Wants(0)) AddVjp(node, 0);
        if (node.Wants(1)) AddVjp(node, 1);
    }

    private static void AddVjp(INode<T> node, int operand)
    {
        // What only passes the upstream gradient on to a stretched operand is a sum of it.
        AxisSet stretched = AxisSet.Stretched(node.Layout(operand).Shape, node.Shape);
        if (TOp.SlopeIsOne(operand) && stretched.Bits != 0)
            FoldJob<T, SumFold>.Run(node, Layout.Contiguous(node.Shape), node.Upstream, stretched, node.Grad(operand), accumulate: true);
        else
            new Job(node, forward: false, operand).Run(node.Threads);
    }

    /// <summary>One pass over a node: forward, or the VJP of one operand.</summary>
    private readonly unsafe struct Job : IParallelJob
    {
        private readonly bool _forward, _readsA, _readsB, _folds;
        private readonly int _operand, _gradLength;
        private readonly Operand<T> _a, _b;
        private readonly StridedMap _gradMap;
        private readonly T* _y, _dy, _grad;
        private readonly Cut _cut;

        public Job(INode<T> node, bool forward, int operand)
        {
            Span<T> y = node.Output;
            _forward = forward;
            _operand = operand;
            _readsA = forward || (TOp.Saves & Saves.Left) != 0;
            _readsB = forward || (TOp.Saves & Saves.Right) != 0;
            _a = new(node, 0);
            _b = new(node, 1);
            _y = Pinned.Address<T>(y);
            bool contiguous = (!_readsA || _a.IsContiguous) && (!_readsB || _b.IsContiguous);
            if (!forward)
            {
                Span<T> grad = node.Grad(operand);
                _dy = Pinned.Address(node.Upstream);
                _grad = Pinned.Address<T>(grad);
                _gradLength = grad.Length;

                // The gradient is row-major in the operand's own shape. Where that was stretched, the VJP goes to a tile first and is folded from there.
                _folds = grad.Length != y.Length;
                if (_folds) _gradMap = new StridedMap(Layout.Contiguous(node.Layout(operand).Shape).BroadcastTo(node.Shape));
                contiguous &= !_folds;
            }

            _cut = new(y.Length, Tiles.Choose(node.Shape, contiguous), TOp.Work);
        }

        // Parts that fold into the same elements run one after the other.
        public void Run(int threads) => WorkerPool.Run(_cut.Parts, _folds ? 1 : threads, this);

        void IParallelJob.Run(int part)
        {
            bool gathersA = _readsA && !_a.IsContiguous, gathersB = _readsB && !_b.IsContiguous;
            T* tiles = stackalloc T[Tiles.StackLength<T>(gathersA || gathersB || _folds ? 3 : 0)];
            var a = new Operand<T>.Reader(in _a, Tiles.OnStack(tiles, 0));
            var b = new Operand<T>.Reader(in _b, Tiles.OnStack(tiles, 1));
            for (int start = _cut.Start(part), end = _cut.End(part); start < end; start += _cut.Piece)
            {
                int count = Math.Min(_cut.Piece, end - start);
                var y = new Span<T>(_y + start, count);

                // What the op does not read is not gathered; any span of the right length stands for it.
                ReadOnlySpan<T> pieceA = _readsA ? a.At(start, count) : y, pieceB = _readsB ? b.At(start, count) : y;
                if (_forward) TOp.Forward(pieceA, pieceB, y);
                else if (_folds) Fold(start, pieceA, pieceB, y, Tiles.OnStack(tiles, 2)[..count]);
                else AddVjp(start, pieceA, pieceB, y, new(_grad + start, count));
            }
        }

        private void Fold(int start, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> tile)
        {
            tile.Clear();
            AddVjp(start, a, b, y, tile);
            _gradMap.ScatterAdd<T>(tile, start, new(_grad, _gradLength));
        }

        private void AddVjp(int start, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> destination)
        {
            var dy = new ReadOnlySpan<T>(_dy + start, y.Length);
            if (_operand == 0) TOp.AddVjpLeft(dy, a, b, y, destination);
            else TOp.AddVjpRight(dy, a, b, y, destination);
        }
    }
}
