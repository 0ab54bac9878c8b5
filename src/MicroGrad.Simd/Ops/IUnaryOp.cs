using MicroGrad.Simd.Programs;

namespace MicroGrad.Simd.Ops;

/// <summary>An element-wise op of one operand, y = f(x), defined once for every engine.</summary>
/// <remarks>
/// The type parameter is on the members, so that one definition serves every element type and every nesting: a name, <see cref="Apply"/> and
/// <see cref="Slope"/> are a whole op, for scalars and for tensors. Applied by <see cref="Tensor{T}.Apply{TOp}()"/> and <see cref="Value{T}.Apply{TOp}()"/>.
/// Spans are contiguous and of equal length. <see cref="Forward"/> may run in place (y over x); <see cref="AddVjp"/> adds to
/// its destination and writes nowhere else. A large tensor is cut into pieces, on several threads.
/// </remarks>
/// <typeparam name="TSelf">The op itself, a struct without fields.</typeparam>
public interface IUnaryOp<TSelf> : IOp where TSelf : struct, IUnaryOp<TSelf>
{
    static int IOp.OperandCount => 1;

    static LaneOp<T> IOp.Lanes<T>() => UnaryLaneOp<TSelf, T>.Instance;

    /// <summary>What the slope reads. Anything else may hold rubbish in the backward pass.</summary>
    static virtual Saves Saves => Saves.Input | Saves.Output;

    /// <summary>Where the function can be sampled.</summary>
    internal static virtual Domain Domain => Domain.Real;

    /// <summary>f(x).</summary>
    static abstract T Apply<T>(T x) where T : IFloatingPointIeee754<T>;

    /// <summary>dy/dx at x, where y = f(x).</summary>
    static abstract T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T>;

    /// <summary>y = f(x) for whole spans.</summary>
    static virtual void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < y.Length; i++) y[i] = TSelf.Apply(x[i]);
    }

    /// <summary>dx += dy · f′(x) for whole spans.</summary>
    static virtual void AddVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx) where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < dx.Length; i++) dx[i] += dy[i] * TSelf.Slope(x[i], y[i]);
    }
}
