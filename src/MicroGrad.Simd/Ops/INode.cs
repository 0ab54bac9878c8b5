using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>What a rule sees of the node that it computes or sweeps: spans and layouts, never the tape.</summary>
internal interface INode<T> where T : IFloatingPointIeee754<T>
{
    /// <summary>The shape of the result.</summary>
    Shape Shape { get; }

    /// <summary>The result, row-major; rubbish until the rule's forward pass has filled it.</summary>
    Span<T> Output { get; }

    /// <summary>∂root/∂output, row-major; backward only.</summary>
    ReadOnlySpan<T> Upstream { get; }

    /// <summary>Integers that the op was recorded with: labels, strides; and room for those that the forward pass finds, such as where a maximum is.</summary>
    Span<int> Integers { get; }

    /// <summary>One number that the op was recorded with: an axis, a set of axes.</summary>
    int Argument { get; }

    /// <summary>One number of the element type that the op was recorded with, such as what is added to a variance.</summary>
    T Number { get; }

    /// <summary>How many operands the op was applied to.</summary>
    int OperandCount { get; }

    /// <summary>Where the elements of an operand stand in <see cref="Storage"/>.</summary>
    ref readonly Layout Layout(int operand);

    /// <summary>The buffer that an operand lies in, with other elements around it where it is a view.</summary>
    ReadOnlySpan<T> Storage(int operand);

    /// <summary>The elements of an operand, row-major; a strided view is copied once and stays copied.</summary>
    ReadOnlySpan<T> Elements(int operand);

    /// <summary>Whether a gradient is to be added for an operand.</summary>
    bool Wants(int operand);

    /// <summary>The gradient of an operand, row-major, to add to; backward only.</summary>
    Span<T> Grad(int operand);

    /// <summary>Makes room for what the backward pass reads besides operands and output; forward only.</summary>
    Span<T> Save(int length);

    /// <summary>What the forward pass saved.</summary>
    ReadOnlySpan<T> Saved { get; }

    /// <summary>How many threads a large kernel may use.</summary>
    int Threads { get; }

    /// <summary>Scratch of any length, number 0 or 1; holds rubbish, and is gone at the next call for the same number.</summary>
    Span<T> Scratch(int length, int number = 0);
}
