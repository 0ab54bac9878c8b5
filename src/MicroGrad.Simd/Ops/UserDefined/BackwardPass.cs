using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <summary>What the VJP of a <see cref="TensorOp{T}"/> reads and adds to. Spans are row-major.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly ref struct BackwardPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly INode<T> _node;

    internal BackwardPass(INode<T> node) => _node = node;

    /// <summary>The shape of the result.</summary>
    public Shape Shape => _node.Shape;

    /// <summary>The upstream gradient: that of the root with respect to the result, as long as the result.</summary>
    public ReadOnlySpan<T> Upstream => _node.Upstream;

    /// <summary>The result of the forward pass.</summary>
    public ReadOnlySpan<T> Result => _node.Output;

    /// <summary>What <see cref="ForwardPass{T}.Save"/> was filled with.</summary>
    public ReadOnlySpan<T> Saved => _node.Saved;

    /// <summary>How many operands there are.</summary>
    public int OperandCount => _node.OperandCount;

    /// <summary>The elements of an operand.</summary>
    /// <param name="number">Counted from 0.</param>
    public ReadOnlySpan<T> Operand(int number) => _node.Elements(number);

    /// <summary>The shape of an operand.</summary>
    /// <param name="number">Counted from 0.</param>
    public Shape ShapeOf(int number) => _node.Layout(number).Shape;

    /// <summary>Whether an operand wants a gradient.</summary>
    /// <param name="operand">Counted from 0.</param>
    public bool Wants(int operand) => _node.Wants(operand);

    /// <summary>The gradient of an operand that wants one, to add to: other uses of the operand add to it too.</summary>
    /// <param name="operand">Counted from 0.</param>
    public Span<T> Gradient(int operand) => _node.Grad(operand);

    /// <summary>Scratch that holds rubbish, until the next call for the same number.</summary>
    /// <param name="length">Elements.</param>
    /// <param name="number">0 or 1.</param>
    public Span<T> Scratch(int length, int number = 0) => _node.Scratch(length, number);
}
