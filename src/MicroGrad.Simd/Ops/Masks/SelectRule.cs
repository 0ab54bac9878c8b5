using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>y = a where the mask is not 0, else b; VJP: the upstream gradient to the operand that was chosen, and nothing to the other, whatever it holds.</summary>
/// <remarks>Operands: the mask, which has no gradient, a and b. All three broadcast.</remarks>
internal sealed unsafe class SelectRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly SelectRule<T> Instance = new();

    public override string Name => "where";

    public override void Forward(INode<T> node) => new Job(node, operand: 0).Run(node.Threads);

    public override void Backward(INode<T> node)
    {
        for (int operand = 1; operand <= 2; operand++)
            if (node.Wants(operand)) new Job(node, operand).Run(node.Threads);
    }

    /// <summary>One pass over a node: forward for operand 0, or the VJP of another one.</summary>
    private readonly struct Job : IParallelJob
    {
        private readonly int _operand, _gradLength;
        private readonly Operand<T> _mask, _a, _b;
        private readonly StridedMap _gradMap;
        private readonly bool _folds;
        private readonly T* _y, _dy, _grad;
        private readonly Cut _cut;

        public Job(INode<T> node, int operand)
        {
            _operand = operand;
            _mask = new(node, 0);
            bool contiguous = _mask.IsContiguous;
            if (operand == 0)
            {
                _a = new(node, 1);
                _b = new(node, 2);
                _y = Pinned.Address<T>(node.Output);
                contiguous &= _a.IsContiguous && _b.IsContiguous;
            }
            else
            {
                Span<T> grad = node.Grad(operand);
                _dy = Pinned.Address(node.Upstream);
                _grad = Pinned.Address<T>(grad);
                _gradLength = grad.Length;
                _folds = grad.Length != node.Shape.ElementCount;
                if (_folds) _gradMap = new StridedMap(Layout.Contiguous(node.Layout(operand).Shape).BroadcastTo(node.Shape));
            }

            _cut = new(node.Shape.ElementCount, Tiles.Choose(node.Shape, contiguous), work: 1);
        }

        // Parts that fold into the same elements run one after the other.
        public void Run(int threads) => WorkerPool.Run(_cut.Parts, _folds ? 1 : threads, this);

        void IParallelJob.Run(int part)
        {
            T* tiles = stackalloc T[Tiles.StackLength<T>(3)];
            var mask = new Operand<T>.Reader(in _mask, Tiles.OnStack(tiles, 0));
            var a = new Operand<T>.Reader(in _a, Tiles.OnStack(tiles, 1));
            var b = new Operand<T>.Reader(in _b, Tiles.OnStack(tiles, 2));
            for (int start = _cut.Start(part), end = _cut.End(part); start < end; start += _cut.Piece)
            {
                int count = Math.Min(_cut.Piece, end - start);
                if (_operand == 0) SelectKernel.Select(mask.At(start, count), a.At(start, count), b.At(start, count), new Span<T>(_y + start, count));
                else AddVjp(start, mask.At(start, count));
            }
        }

        private void AddVjp(int start, ReadOnlySpan<T> mask)
        {
            var dy = new ReadOnlySpan<T>(_dy + start, mask.Length);
            if (_folds)
            {
                for (int i = 0; i < mask.Length; i++)
                    if (mask[i] != T.Zero == (_operand == 1)) _gradMap.ScatterAdd(dy.Slice(i, 1), start + i, new(_grad, _gradLength));
            }
            else
            {
                SelectKernel.AddWhere(dy, mask, _operand == 1, new(_grad + start, mask.Length));
            }
        }
    }
}
