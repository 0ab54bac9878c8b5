using System.Diagnostics;
using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>Y = f(X W + b), where the slope of f is known from its result; VJPs as for X W + b, with dZ = dY f′ upstream.</summary>
/// <remarks>f is applied to parts of the product while they are in a near cache, and so is its slope.</remarks>
internal sealed class ActivatedLinearRule<TActivation, T> : LinearRule<T>
    where TActivation : struct, IUnaryOp<TActivation>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Elements of whole rows whose dZ is computed, and then summed for b, at a time.
    private const int BlockLength = 4096;

    public static new readonly ActivatedLinearRule<TActivation, T> Instance = new();

    private ActivatedLinearRule() => Debug.Assert((TActivation.Saves & ~Saves.Output) == 0, "The activation's input is not kept.");

    public override string Name => $"linear, {TActivation.Name}";

    protected override void Multiply(INode<T> node, in MatrixView<T> x, in MatrixView<T> w, in MatrixView<T> y, ReadOnlySpan<T> bias) =>
        y.SetProduct(node, x, w, Combination<T>.PlusRow(bias), default(Activate));

    protected override ReadOnlySpan<T> AddBiasVjp(INode<T> node)
    {
        ReadOnlySpan<T> dy = node.Upstream, y = node.Output;
        Span<T> dz = node.Scratch(dy.Length, number: 1);
        int columns = Math.Max(1, node.Shape[^1]), block = Math.Max(1, BlockLength / columns) * columns;
        for (int start = 0; start < dz.Length; start += block)
        {
            int count = Math.Min(block, dz.Length - start);
            Span<T> part = dz.Slice(start, count);
            part.Clear();
            TActivation.AddVjp(dy.Slice(start, count), y.Slice(start, count), y.Slice(start, count), part);
            AddRows(node, part);
        }

        return dz;
    }

    private readonly struct Activate : IRowEpilogue<T>
    {
        public void Apply(in ResultBlock<T> block)
        {
            if (block.IsContiguous) TActivation.Forward(block.Elements, block.Elements);
            else for (int i = 0; i < block.Rows; i++) TActivation.Forward(block.Row(i), block.Row(i));
        }
    }
}
