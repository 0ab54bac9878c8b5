using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Programs;

/// <summary>A function of three operands. Programs make such instructions of several others; all but the choice come after differentiation.</summary>
internal unsafe class TernaryLaneOp<TFunction, T> : LaneOp<T>, IInPlace
    where TFunction : struct, IVectorFunction3, IFused
    where T : IFloatingPointIeee754<T>
{
    public static readonly TernaryLaneOp<TFunction, T> Instance = new();

    public override string Name => TFunction.Name;

    public override int OperandCount => 3;

    public override Type Definition => typeof(TFunction);

    public override T Apply(T a, T b, T c) => TFunction.Apply(a, b, c);

    public override LaneKernel Kernel(bool isLeftConstant, bool isMiddleConstant, bool isRightConstant, out bool takesConstants)
    {
        LaneKernel kernel = isLeftConstant ? default : VectorRows3<TFunction>.Kernel<T>(isMiddleConstant, isRightConstant);
        takesConstants = !kernel.IsNone;
        return takesConstants ? kernel : new(&Run);
    }

    public override int Contribution(Trace<T> trace, int node, int operand, int upstream) => throw new NotSupportedException(Name);

    private static void Run(void* a, void* b, void* c, void* d, void* y, nint lanes)
    {
        ReadOnlySpan<T> first = Read(a, lanes), second = Read(b, lanes), third = Read(c, lanes);
        Span<T> result = Write(y, lanes);
        for (int i = 0; i < result.Length; i++) result[i] = TFunction.Apply(first[i], second[i], third[i]);
    }
}

/// <summary>The choice by a mask, whose gradient goes to what was chosen.</summary>
internal sealed class SelectLaneOp<T> : TernaryLaneOp<Select, T> where T : IFloatingPointIeee754<T>
{
    public static readonly new SelectLaneOp<T> Instance = new();

    public override Value<T> Apply(Value<T> a, Value<T> b, Value<T> c) => a.Number == T.Zero ? c : b;

    public override int Contribution(Trace<T> trace, int node, int operand, int upstream)
    {
        (int mask, _, _) = trace.Operands(node);
        int zero = trace.Constant(T.Zero);
        return operand switch
        {
            1 => trace.Add(this, mask, upstream, zero),
            2 => trace.Add(this, mask, zero, upstream),
            _ => 0,
        };
    }
}
