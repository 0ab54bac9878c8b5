using MicroGrad.Simd.Contractions;
using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Products and sums of products over named axes.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>Σ a b along one axis; the other axes broadcast. Of two vectors, their dot product.</summary>
    /// <param name="other">The other factor, with the same extent along the axis.</param>
    /// <param name="axis">Counted from 0 in the broadcast shape; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentException">An operand lacks the axis, the extents along it differ, or the other axes do not broadcast.</exception>
    /// <remarks>VJPs: the upstream gradient, spread along the axis, times the other operand.</remarks>
    public Tensor<T> Dot(Tensor<T> other, int axis = -1)
    {
        const string op = "Dot";
        TensorTape<T> tape = TapeOf(op, this, other);
        Shape left = tape.ShapeOf(op, this), right = tape.ShapeOf(op, other);
        int fromEnd = axis < 0 ? -axis : Math.Max(left.Rank, right.Rank) - axis;
        if (fromEnd < 1 || fromEnd > Math.Min(left.Rank, right.Rank) || left[^fromEnd] != right[^fromEnd]) Throw.CannotDot(axis, left, right);
        if (fromEnd > 1) return (this * other).Sum(-fromEnd);
        Shape shape = Shape.Broadcast(op, left.Leading(left.Rank - 1), right.Leading(right.Rank - 1));
        int a = tape.Resolve(op, this), b = tape.Resolve(op, other);
        return tape.Record(DotRule<T>.Instance, shape, new(a, b));
    }

    /// <summary>Every element of the last axis of this times every one of the other's: […, m] and […, n] give […, m, n]. The axes in front broadcast.</summary>
    /// <exception cref="ArgumentException">An operand has no axis, or the axes before the last do not broadcast.</exception>
    public Tensor<T> Outer(Tensor<T> other)
    {
        const string op = "Outer";
        TensorTape<T> tape = TapeOf(op, this, other);
        Shape left = tape.ShapeOf(op, this), right = tape.ShapeOf(op, other);
        if (left.Rank == 0 || right.Rank == 0) Throw.NeedsAxis(op, left.Rank == 0 ? left : right);
        Shape.Broadcast(op, left.Leading(left.Rank - 1), right.Leading(right.Rank - 1));
        return Einsum("...i,...j->...ij", this, other);
    }

    /// <summary>The sum of the diagonal of the last two axes, for every place of the axes before them.</summary>
    /// <exception cref="ArgumentException">The tensor has fewer than two axes, or the last two have different extents.</exception>
    public Tensor<T> Trace()
    {
        Throw.IfNotSquare("Trace", OwnTape("Trace").ShapeOf("Trace", this));
        return Einsum("...ii->...", this);
    }

    /// <summary>Sums of products over axes that an equation names (Einstein's summation convention), such as <c>bij,bjk->bik</c>.</summary>
    /// <param name="equation">
    /// A letter for every axis of every operand, and after <c>-></c> those of the result; the others are summed over. A letter that an operand
    /// repeats takes its diagonal. <c>...</c> stands for any number of axes that broadcast. Without an arrow the result has the axes of
    /// <c>...</c> and then the letters that occur once, sorted. Spaces mean nothing.
    /// </param>
    /// <param name="operands">At least one of them on a tape.</param>
    /// <exception cref="ArgumentException">The equation is malformed or does not fit the operands.</exception>
    /// <remarks>
    /// The rules are NumPy's; an extent of 1 broadcasts for letters too. Two operands are multiplied as matrices, read where they stand if their
    /// strides allow it. Of several, the two whose product is the smallest are multiplied first. VJPs are those of the steps.
    /// </remarks>
    public static Tensor<T> Einsum(string equation, params ReadOnlySpan<Tensor<T>> operands)
    {
        const string op = "Einsum";
        ArgumentNullException.ThrowIfNull(equation);
        TensorTape<T>? tape = null;
        foreach (Tensor<T> operand in operands) tape ??= operand.Owner as TensorTape<T>;
        var read = EinsumEquation.Of(equation);
        if (operands.Length != read.Operands.Length) Throw.TermCount(equation, read.Operands.Length, operands.Length);
        if (tape is null) Throw.NoTape(op);
        return EinsumSteps<T>.Record(tape, read, operands);
    }
}
