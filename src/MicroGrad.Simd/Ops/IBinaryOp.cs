using MicroGrad.Simd.Programs;

namespace MicroGrad.Simd.Ops;

/// <summary>An element-wise op of two operands, y = f(a, b), defined once for every engine.</summary>
/// <remarks>As for <see cref="IUnaryOp{TSelf}"/>; each operand has a VJP of its own, so that <c>x * x</c> needs no special case.</remarks>
/// <typeparam name="TSelf">The op itself, a struct without fields.</typeparam>
public interface IBinaryOp<TSelf> : IOp where TSelf : struct, IBinaryOp<TSelf>
{
    static int IOp.OperandCount => 2;

    static LaneOp<T> IOp.Lanes<T>() => BinaryLaneOp<TSelf, T>.Instance;

    /// <summary>What the slopes read. Anything else may hold rubbish in the backward pass.</summary>
    static virtual Saves Saves => Saves.Left | Saves.Right | Saves.Output;

    /// <summary>Where the function can be sampled in its first operand.</summary>
    internal static virtual Domain LeftDomain => Domain.Real;

    /// <summary>Where the function can be sampled in its second operand.</summary>
    internal static virtual Domain RightDomain => Domain.Real;

    /// <summary>The slope does not exist where both operands are equal.</summary>
    internal static virtual bool KinkWhereEqual => false;

    /// <summary>Whether the slope in an operand (0 or 1) is 1 everywhere, so that its VJP is the upstream gradient.</summary>
    static virtual bool SlopeIsOne(int operand) => false;

    /// <summary>f(a, b).</summary>
    static abstract T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T>;

    /// <summary>∂y/∂a, where y = f(a, b).</summary>
    static abstract T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T>;

    /// <summary>∂y/∂b, where y = f(a, b).</summary>
    static abstract T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T>;

    /// <summary>y = f(a, b) for whole spans.</summary>
    static virtual void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < y.Length; i++) y[i] = TSelf.Apply(a[i], b[i]);
    }

    /// <summary>da += dy · ∂f/∂a for whole spans.</summary>
    static virtual void AddVjpLeft<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> da)
        where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < da.Length; i++) da[i] += dy[i] * TSelf.SlopeLeft(a[i], b[i], y[i]);
    }

    /// <summary>db += dy · ∂f/∂b for whole spans.</summary>
    static virtual void AddVjpRight<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> db)
        where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < db.Length; i++) db[i] += dy[i] * TSelf.SlopeRight(a[i], b[i], y[i]);
    }
}
