using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Programs;

namespace MicroGrad.Simd.Ops;

/// <summary>An op of one operand whose vector form is right for every number.</summary>
internal interface IVectorOp<TSelf> : IUnaryOp<TSelf>, IVectorFunction where TSelf : struct, IVectorOp<TSelf>
{
    static void IUnaryOp<TSelf>.Forward<T>(ReadOnlySpan<T> x, Span<T> y) => FunctionMap.Run<T, TSelf>(x, y);

    static LaneOp<T> IOp.Lanes<T>() => VectorLaneOp<TSelf, T>.Instance;

    /// <summary>The VJP over rows: upstream gradient, input and output to what is added; none where the slope has no vector form.</summary>
    static virtual LaneKernel VjpKernel<T>() => default;
}

/// <summary>An op of one operand whose slope has a vector form too.</summary>
internal interface IVectorOpWithSlope<TSelf> : IVectorOp<TSelf>, IVectorSlope where TSelf : struct, IVectorOpWithSlope<TSelf>
{
    static void IUnaryOp<TSelf>.AddVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx) => SlopeSweep.Add<T, TSelf>(dy, x, y, dx);

    static LaneKernel IVectorOp<TSelf>.VjpKernel<T>() => VectorRows3<SlopeProduct<TSelf>>.Kernel<T>(isSecondConstant: false, isThirdConstant: false);
}

/// <summary>An op of two operands whose vector form is right for all numbers.</summary>
internal interface IVectorOp2<TSelf> : IBinaryOp<TSelf>, IVectorFunction2 where TSelf : struct, IVectorOp2<TSelf>
{
    static void IBinaryOp<TSelf>.Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => FunctionMap2.Run<T, TSelf>(a, b, y);

    static LaneOp<T> IOp.Lanes<T>() => VectorLaneOp2<TSelf, T>.Instance;
}
