namespace MicroGrad.Simd;

/// <content>Rules of the user's own.</content>
public static partial class Autodiff
{
    /// <summary>Makes a function of a number that is differentiated by a given slope, not by what it does.</summary>
    /// <param name="f">The function on plain numbers; it may do anything.</param>
    /// <param name="slope">dy/dx for x and y = f(x).</param>
    /// <remarks>As an <see cref="Ops.IUnaryOp{TSelf}"/> the same rule would also serve tensors, duals and programs; in a recorded program this one holds for the recorded numbers only.</remarks>
    public static Func<Value<T>, Value<T>> Rule<T>(Func<T, T> f, Func<T, T, T> slope) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(slope);
        return x =>
        {
            T at = x.Data, y = f(at);
            return x.IsConstant ? y : Value<T>.Custom(y, [x], [slope(at, y)]);
        };
    }

    /// <summary>Makes a function of several numbers that is differentiated by a given gradient, not by what it does.</summary>
    /// <param name="f">The function on plain numbers; it may do anything.</param>
    /// <param name="gradient">∂y/∂xᵢ for x and y = f(x).</param>
    /// <remarks>In a recorded program it holds for the recorded numbers only: the other scenarios are computed one by one.</remarks>
    public static Func<Value<T>[], Value<T>> Rule<T>(Func<T[], T> f, Func<T[], T, T[]> gradient) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(gradient);
        return x =>
        {
            ArgumentNullException.ThrowIfNull(x);
            T[] at = Array.ConvertAll(x, value => value.Data);
            T y = f(at);
            return Array.TrueForAll(x, value => value.IsConstant) ? y : Value<T>.Custom(y, x, gradient(at, y));
        };
    }
}
