using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd.Programs;

/// <summary>An op of one operand, by its span kernel.</summary>
internal unsafe class UnaryLaneOp<TOp, T> : LaneOp<T>
    where TOp : struct, IUnaryOp<TOp>
    where T : IFloatingPointIeee754<T>
{
    public static readonly UnaryLaneOp<TOp, T> Instance = new();

    public override string Name => TOp.Name;

    public override int OperandCount => 1;

    public override Type Definition => typeof(TOp);

    public override T Apply(T a, T b, T c) => TOp.Apply(a);

    public override Value<T> Apply(Value<T> a, Value<T> b, Value<T> c) => a.Apply<TOp>();

    protected virtual LaneOp<T> Vjp => UnaryVjpLaneOp<TOp, T>.Instance;

    public override LaneKernel Kernel(bool isLeftConstant, bool isMiddleConstant, bool isRightConstant, out bool takesConstants)
    {
        takesConstants = false;
        return new(&Run);
    }

    public override int Contribution(Trace<T> trace, int node, int operand, int upstream)
    {
        (int x, _, _) = trace.Operands(node);
        return Slopes.TryTrace(trace, upstream, () => TOp.Slope(trace.Value(x), trace.Value(node)))
            ?? trace.Add(Vjp, upstream, x, node);
    }

    private static void Run(void* a, void* b, void* c, void* d, void* y, nint lanes) => TOp.Forward(Read(a, lanes), Write(y, lanes));
}

/// <summary>An op of one operand that has a vector form.</summary>
internal sealed class VectorLaneOp<TOp, T> : UnaryLaneOp<TOp, T>
    where TOp : struct, IVectorOp<TOp>
    where T : IFloatingPointIeee754<T>
{
    public static readonly new VectorLaneOp<TOp, T> Instance = new();

    protected override LaneOp<T> Vjp => VectorVjpLaneOp<TOp, T>.Instance;

    public override LaneKernel Kernel(bool isLeftConstant, bool isMiddleConstant, bool isRightConstant, out bool takesConstants)
    {
        LaneKernel kernel = VectorRows<TOp>.Kernel<T>();
        takesConstants = false;
        return kernel.IsNone ? base.Kernel(isLeftConstant, isMiddleConstant, isRightConstant, out takesConstants) : kernel;
    }
}

/// <summary>What an op of one operand contributes to its gradient, by its VJP kernel.</summary>
internal unsafe class UnaryVjpLaneOp<TOp, T> : LaneOp<T>
    where TOp : struct, IUnaryOp<TOp>
    where T : IFloatingPointIeee754<T>
{
    public static readonly UnaryVjpLaneOp<TOp, T> Instance = new();

    public override string Name => $"{TOp.Name} VJP";

    public override int OperandCount => 3;

    public override Type Definition => typeof(TOp);

    public override T Apply(T a, T b, T c) => a * TOp.Slope(b, c);

    public override LaneKernel Kernel(bool isLeftConstant, bool isMiddleConstant, bool isRightConstant, out bool takesConstants)
    {
        takesConstants = false;
        return new(&Run);
    }

    public override int Contribution(Trace<T> trace, int node, int operand, int upstream) => throw new NotSupportedException(Name);

    private static void Run(void* dy, void* x, void* y, void* unused, void* dx, nint lanes)
    {
        Write(dx, lanes).Clear();
        TOp.AddVjp(Read(dy, lanes), Read(x, lanes), Read(y, lanes), Write(dx, lanes));
    }
}

/// <summary>The same where the slope may have a vector form.</summary>
internal sealed class VectorVjpLaneOp<TOp, T> : UnaryVjpLaneOp<TOp, T>
    where TOp : struct, IVectorOp<TOp>
    where T : IFloatingPointIeee754<T>
{
    public static readonly new VectorVjpLaneOp<TOp, T> Instance = new();

    public override LaneKernel Kernel(bool isLeftConstant, bool isMiddleConstant, bool isRightConstant, out bool takesConstants)
    {
        LaneKernel kernel = TOp.VjpKernel<T>();
        takesConstants = false;
        return kernel.IsNone ? base.Kernel(isLeftConstant, isMiddleConstant, isRightConstant, out takesConstants) : kernel;
    }
}
