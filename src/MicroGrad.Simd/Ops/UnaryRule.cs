using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Programs;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>An element-wise op of one operand, seen without its type: for whoever asks every op of the catalogue the same.</summary>
/// <remarks>The members are those of <see cref="IUnaryOp{TSelf}"/>. Recording an op goes to that interface and not through here.</remarks>
internal abstract class UnaryRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public abstract Saves Saves { get; }

    /// <summary>The op as an instruction of a recorded program.</summary>
    public abstract LaneOp<T> Lanes { get; }

    public abstract Domain Domain { get; }

    public abstract T Apply(T x);

    public abstract T Slope(T x, T y);

    public abstract void Forward(ReadOnlySpan<T> x, Span<T> y);

    public abstract void AddVjp(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx);
}

/// <summary>An element-wise op of one operand as a tensor rule.</summary>
internal sealed class UnaryRule<TOp, T> : UnaryRule<T>
    where TOp : struct, IUnaryOp<TOp>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly UnaryRule<TOp, T> Instance = new();

    public override string Name => TOp.Name;

    public override Saves Saves => TOp.Saves;

    public override LaneOp<T> Lanes => TOp.Lanes<T>();

    public override Domain Domain => TOp.Domain;

    public override T Apply(T x) => TOp.Apply(x);

    public override T Slope(T x, T y) => TOp.Slope(x, y);

    public override void Forward(ReadOnlySpan<T> x, Span<T> y) => TOp.Forward(x, y);

    public override void AddVjp(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx) => TOp.AddVjp(dy, x, y, dx);

    public override void Forward(INode<T> node) => new Job(node, forward: true).Run(node.Threads);

    public override void Backward(INode<T> node) => new Job(node, forward: false).Run(node.Threads);

    /// <summary>One pass over a node, forward or backward.</summary>
    private readonly unsafe struct Job : IParallelJob
    {
        private readonly bool _forward, _readsX;
        private readonly Operand<T> _x;
        private readonly T* _y, _dy, _dx;
        private readonly Cut _cut;

        public Job(INode<T> node, bool forward)
        {
            Span<T> y = node.Output;
            _forward = forward;
            _readsX = forward || (TOp.Saves & Saves.Input) != 0;
            _x = new(node, 0);
            _y = Pinned.Address<T>(y);
            if (!forward)
            {
                _dy = Pinned.Address(node.Upstream);
                _dx = Pinned.Address<T>(node.Grad(0));
            }

            _cut = new(y.Length, Tiles.Choose(node.Shape, !_readsX || _x.IsContiguous), TOp.Work);
        }

        public void Run(int threads) => WorkerPool.Run(_cut.Parts, threads, this);

        void IParallelJob.Run(int part)
        {
            T* tiles = stackalloc T[Tiles.StackLength<T>(!_readsX || _x.IsContiguous ? 0 : 1)];
            var x = new Operand<T>.Reader(in _x, Tiles.OnStack(tiles, 0));
            for (int start = _cut.Start(part), end = _cut.End(part); start < end; start += _cut.Piece)
            {
                int count = Math.Min(_cut.Piece, end - start);
                var y = new Span<T>(_y + start, count);

                // What the op does not read is not gathered; any span of the right length stands for it.
                ReadOnlySpan<T> pieceX = _readsX ? x.At(start, count) : y;
                if (_forward) TOp.Forward(pieceX, y);
                else TOp.AddVjp(new(_dy + start, count), pieceX, y, new(_dx + start, count));
            }
        }
    }
}
