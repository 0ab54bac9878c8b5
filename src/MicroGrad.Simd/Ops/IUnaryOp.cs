namespace MicroGrad.Simd.Ops;

/// <summary>An element-wise op of one operand, y = f(x), defined once for every engine.</summary>
/// <remarks>
/// The type parameter is on the members, so that one definition serves every element type and every nesting.
/// Spans are contiguous and of equal length. <see cref="Forward"/> may run in place (y over x); <see cref="AddVjp"/> adds to
/// its destination and writes nowhere else.
/// </remarks>
internal interface IUnaryOp<TSelf> : IOp where TSelf : struct, IUnaryOp<TSelf>
{
    static int IOp.OperandCount => 1;

    static abstract Saves Saves { get; }

    static virtual Domain Domain => Domain.Real;

    static abstract T Apply<T>(T x) where T : IFloatingPointIeee754<T>;

    /// <summary>dy/dx at x, where y = f(x).</summary>
    static abstract T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T>;

    static virtual void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < y.Length; i++) y[i] = TSelf.Apply(x[i]);
    }

    static virtual void AddVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx) where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < dx.Length; i++) dx[i] += dy[i] * TSelf.Slope(x[i], y[i]);
    }
}
