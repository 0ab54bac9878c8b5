using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd.Programs;

/// <summary>An op of two operands, by its span kernel.</summary>
internal unsafe class BinaryLaneOp<TOp, T> : LaneOp<T>
    where TOp : struct, IBinaryOp<TOp>
    where T : IFloatingPointIeee754<T>
{
    public static readonly BinaryLaneOp<TOp, T> Instance = new();

    public override string Name => TOp.Name;

    public override int OperandCount => 2;

    public override Type Definition => typeof(TOp);

    public override T Apply(T a, T b, T c) => TOp.Apply(a, b);

    public override Value<T> Apply(Value<T> a, Value<T> b, Value<T> c) => Value<T>.Apply<TOp>(a, b);

    public override LaneKernel Kernel(bool isLeftConstant, bool isMiddleConstant, bool isRightConstant, out bool takesConstants)
    {
        takesConstants = false;
        return new(&Run);
    }

    public override int Contribution(Trace<T> trace, int node, int operand, int upstream)
    {
        (int a, int b, _) = trace.Operands(node);
        if (TOp.SlopeIsOne(operand)) return upstream;
        Func<Value<T>> slope = operand == 0
            ? () => TOp.SlopeLeft(trace.Value(a), trace.Value(b), trace.Value(node))
            : () => TOp.SlopeRight(trace.Value(a), trace.Value(b), trace.Value(node));
        return Slopes.TryTrace(trace, upstream, slope)
            ?? trace.Add(operand == 0 ? LeftVjpLaneOp<TOp, T>.Instance : RightVjpLaneOp<TOp, T>.Instance, upstream, a, b, node);
    }

    private static void Run(void* a, void* b, void* c, void* d, void* y, nint lanes) => TOp.Forward(Read(a, lanes), Read(b, lanes), Write(y, lanes));
}

/// <summary>An op of two operands that has a vector form.</summary>
internal sealed class VectorLaneOp2<TOp, T> : BinaryLaneOp<TOp, T>
    where TOp : struct, IBinaryOp<TOp>, IVectorFunction2
    where T : IFloatingPointIeee754<T>
{
    public static readonly new VectorLaneOp2<TOp, T> Instance = new();

    public override LaneKernel Kernel(bool isLeftConstant, bool isMiddleConstant, bool isRightConstant, out bool takesConstants)
    {
        LaneKernel kernel = VectorRows2<TOp>.Kernel<T>(isLeftConstant, isMiddleConstant);
        if (kernel.IsNone) return base.Kernel(isLeftConstant, isMiddleConstant, isRightConstant, out takesConstants);
        takesConstants = isLeftConstant != isMiddleConstant;
        return kernel;
    }
}

/// <summary>What an op of two operands contributes to the gradient of the first, by its VJP kernel.</summary>
internal sealed unsafe class LeftVjpLaneOp<TOp, T> : LaneOp<T>
    where TOp : struct, IBinaryOp<TOp>
    where T : IFloatingPointIeee754<T>
{
    public static readonly LeftVjpLaneOp<TOp, T> Instance = new();

    public override string Name => $"{TOp.Name} left VJP";

    public override int OperandCount => 4;

    public override Type Definition => typeof(TOp);

    public override T Apply(T a, T b, T c) => throw new NotSupportedException(Name);

    public override LaneKernel Kernel(bool isLeftConstant, bool isMiddleConstant, bool isRightConstant, out bool takesConstants)
    {
        takesConstants = false;
        return new(&Run);
    }

    public override int Contribution(Trace<T> trace, int node, int operand, int upstream) => throw new NotSupportedException(Name);

    private static void Run(void* dy, void* a, void* b, void* y, void* da, nint lanes)
    {
        Write(da, lanes).Clear();
        TOp.AddVjpLeft(Read(dy, lanes), Read(a, lanes), Read(b, lanes), Read(y, lanes), Write(da, lanes));
    }
}

/// <summary>What an op of two operands contributes to the gradient of the second, by its VJP kernel.</summary>
internal sealed unsafe class RightVjpLaneOp<TOp, T> : LaneOp<T>
    where TOp : struct, IBinaryOp<TOp>
    where T : IFloatingPointIeee754<T>
{
    public static readonly RightVjpLaneOp<TOp, T> Instance = new();

    public override string Name => $"{TOp.Name} right VJP";

    public override int OperandCount => 4;

    public override Type Definition => typeof(TOp);

    public override T Apply(T a, T b, T c) => throw new NotSupportedException(Name);

    public override LaneKernel Kernel(bool isLeftConstant, bool isMiddleConstant, bool isRightConstant, out bool takesConstants)
    {
        takesConstants = false;
        return new(&Run);
    }

    public override int Contribution(Trace<T> trace, int node, int operand, int upstream) => throw new NotSupportedException(Name);

    private static void Run(void* dy, void* a, void* b, void* y, void* db, nint lanes)
    {
        Write(db, lanes).Clear();
        TOp.AddVjpRight(Read(dy, lanes), Read(a, lanes), Read(b, lanes), Read(y, lanes), Write(db, lanes));
    }
}
