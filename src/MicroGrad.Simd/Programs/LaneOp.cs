using System.Runtime.InteropServices;
using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Programs;

/// <summary>An op as an instruction of a program: one object for each op and element type.</summary>
internal abstract class LaneOp<T> where T : IFloatingPointIeee754<T>
{
    public abstract string Name { get; }

    public abstract int OperandCount { get; }

    /// <summary>The struct that defines the op.</summary>
    public abstract Type Definition { get; }

    /// <summary>The op on constants.</summary>
    public abstract T Apply(T a, T b, T c);

    /// <summary>The op on values; not defined for what comes after differentiation.</summary>
    public virtual Value<T> Apply(Value<T> a, Value<T> b, Value<T> c) => throw new NotSupportedException(Name);

    /// <summary>The loop over lanes, and whether it reads a constant operand as one number. Where it does not, constants are given as whole rows.</summary>
    public abstract LaneKernel Kernel(bool isLeftConstant, bool isMiddleConstant, bool isRightConstant, out bool takesConstants);

    /// <summary>Adds to a trace what an instruction contributes to the gradient of one of its operands.</summary>
    /// <param name="trace">Where the instruction is.</param>
    /// <param name="node">The instruction.</param>
    /// <param name="operand">Which of its operands.</param>
    /// <param name="upstream">The gradient of its result.</param>
    /// <returns>The node of the contribution; 0 for none.</returns>
    public abstract int Contribution(Trace<T> trace, int node, int operand, int upstream);

    protected static unsafe ReadOnlySpan<T> Read(void* row, nint lanes) => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef<T>(row), (int)lanes);

    protected static unsafe Span<T> Write(void* row, nint lanes) => MemoryMarshal.CreateSpan(ref Unsafe.AsRef<T>(row), (int)lanes);
}
