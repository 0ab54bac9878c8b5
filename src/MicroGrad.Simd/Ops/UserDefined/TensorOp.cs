using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <summary>A user-defined op on whole tensors: its forward pass and its VJP.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>
/// An element-wise op is less work as an <see cref="IUnaryOp{TSelf}"/> or <see cref="IBinaryOp{TSelf}"/>, which scalars can use too.
/// One instance may serve many tensors and tapes: what a call needs between its two passes belongs into <see cref="ForwardPass{T}.Save"/>.
/// <see cref="GradientCheck"/> checks a user's op as it does any function.
/// </remarks>
public abstract class TensorOp<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // The shapes of so many lie on the stack.
    private const int FewOperands = 8;

    private readonly UserRule<T> _rule;

    /// <summary>Makes the op.</summary>
    protected TensorOp() => _rule = new UserRule<T>(this);

    /// <summary>What messages and drawings call the op.</summary>
    public abstract string Name { get; }

    /// <summary>Records the op on tensors of one tape and computes its result.</summary>
    /// <param name="operands">At least one of them on a tape; parameters and plain numbers join it.</param>
    /// <exception cref="ArgumentException">There is no operand, or whatever <see cref="ResultShape"/> throws.</exception>
    /// <exception cref="InvalidOperationException">
    /// No operand is on a tape, or they are on different ones; or one wants a gradient that <see cref="IsDifferentiable"/> says it cannot get.
    /// </exception>
    public Tensor<T> Apply(params ReadOnlySpan<Tensor<T>> operands)
    {
        if (operands.IsEmpty) Throw.NoOperands(Name);
        TensorTape<T>? tape = null;
        foreach (Tensor<T> operand in operands) tape ??= operand.Owner as TensorTape<T>;
        if (tape is null) Throw.NoTape(Name);

        Span<Shape> shapes = operands.Length <= FewOperands ? stackalloc Shape[operands.Length] : new Shape[operands.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            shapes[i] = tape.ShapeOf(Name, operands[i]);
            if (!IsDifferentiable(i) && tape.KeepsGradients && operands[i].RequiresGrad) Throw.NotDifferentiable(Name, i, shapes[i]);
        }

        Shape result = ResultShape(shapes);
        return tape.Record(_rule, result, tape.ResolveAll(Name, operands));
    }

    /// <summary>The shape of the result; throws where the operands do not fit.</summary>
    /// <param name="operands">The shapes of the operands, one each.</param>
    protected internal abstract Shape ResultShape(ReadOnlySpan<Shape> operands);

    /// <summary>Fills the whole of <see cref="ForwardPass{T}.Result"/>, which holds rubbish before.</summary>
    protected internal abstract void Forward(ForwardPass<T> pass);

    /// <summary>Adds to the gradient of every operand that wants one: dxᵢ += dyᵀ · ∂y/∂xᵢ.</summary>
    protected internal abstract void AddVjp(BackwardPass<T> pass);

    /// <summary>Whether a gradient can flow to an operand. Recording one that wants a gradient and cannot get it throws: it would be a silent zero.</summary>
    /// <param name="operand">Counted from 0.</param>
    protected virtual bool IsDifferentiable(int operand) => true;
}
