using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <summary>What the forward pass of a <see cref="TensorOp{T}"/> reads and writes. Spans are row-major.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly ref struct ForwardPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly INode<T> _node;

    internal ForwardPass(INode<T> node) => _node = node;

    /// <summary>The shape of the result.</summary>
    public Shape Shape => _node.Shape;

    /// <summary>The result, to be filled.</summary>
    public Span<T> Result => _node.Output;

    /// <summary>How many operands there are.</summary>
    public int OperandCount => _node.OperandCount;

    /// <summary>The elements of an operand.</summary>
    /// <param name="number">Counted from 0.</param>
    public ReadOnlySpan<T> Operand(int number) => _node.Elements(number);

    /// <summary>The shape of an operand.</summary>
    /// <param name="number">Counted from 0.</param>
    public Shape ShapeOf(int number) => _node.Layout(number).Shape;

    /// <summary>Room for what the backward pass reads besides operands and result, to be filled: <see cref="BackwardPass{T}.Saved"/>. To be called at most once.</summary>
    public Span<T> Save(int length) => _node.Save(length);

    /// <summary>Scratch that holds rubbish, until the next call for the same number.</summary>
    /// <param name="length">Elements.</param>
    /// <param name="number">0 or 1.</param>
    public Span<T> Scratch(int length, int number = 0) => _node.Scratch(length, number);
}
