using MicroGrad.Simd.Functional;

namespace MicroGrad.Simd;

/// <summary>Derivatives of functions, without a tape to keep: each call records the function anew.</summary>
/// <remarks>
/// Functions of scalars here; of tensors in the overloads that take a shape. A function may be recorded and swept in whichever direction is shorter;
/// it must give the same for the same inputs. What is called often is faster on a tape that is kept, or as a <see cref="ValueProgram{T}"/>.
/// </remarks>
public static partial class Autodiff
{
    /// <summary>The value of a function of one number, and its pullback.</summary>
    /// <returns>f(x), and the function that takes an upstream gradient to that of x. It can be called any number of times.</returns>
    /// <exception cref="InvalidOperationException">The function returns a value of another tape; as elsewhere here.</exception>
    public static (T Value, Func<T, T> Back) Pullback<T>(Func<Value<T>, Value<T>> f, T x) where T : IFloatingPointIeee754<T>
    {
        var map = Linearization<T>.Of("Pullback", f, x);
        return (map.Outputs[0], upstream => map.Vjp([upstream])[0]);
    }

    /// <summary>The value of a function of several numbers, and its pullback.</summary>
    /// <inheritdoc cref="Pullback{T}(Func{Value{T}, Value{T}}, T)"/>
    public static (T Value, Func<T, T[]> Back) Pullback<T>(Func<Value<T>[], Value<T>> f, params ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
    {
        var map = Linearization<T>.Of("Pullback", f, x);
        return (map.Outputs[0], upstream => map.Vjp([upstream]));
    }

    /// <summary>The values of several functions of several numbers, and their pullback.</summary>
    /// <inheritdoc cref="Pullback{T}(Func{Value{T}, Value{T}}, T)"/>
    public static (T[] Value, Func<T[], T[]> Back) Pullback<T>(Func<Value<T>[], Value<T>[]> f, params ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
    {
        var map = Linearization<T>.Of("Pullback", f, x);
        return (map.Outputs, map.Vjp);
    }

    /// <summary>∂f/∂xᵢ of a function of several numbers.</summary>
    public static T[] Gradient<T>(Func<Value<T>[], Value<T>> f, params ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> =>
        Linearization<T>.Of("Gradient", f, x).Vjp([T.One]);

    /// <summary>f(x) and ∂f/∂xᵢ.</summary>
    public static (T Value, T[] Gradient) ValueAndGradient<T>(Func<Value<T>[], Value<T>> f, params ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T>
    {
        var map = Linearization<T>.Of("ValueAndGradient", f, x);
        return (map.Outputs[0], map.Vjp([T.One]));
    }

    /// <summary>f(x) and its derivative along a direction: Σ ∂f/∂xᵢ vᵢ.</summary>
    /// <exception cref="ArgumentException">The direction has not as many numbers as x.</exception>
    public static (T Value, T Tangent) Jvp<T>(Func<Value<T>[], Value<T>> f, ReadOnlySpan<T> x, ReadOnlySpan<T> direction) where T : IFloatingPointIeee754<T>
    {
        var map = Linearization<T>.Of("Jvp", f, x);
        return (map.Outputs[0], map.Jvp(direction)[0]);
    }

    /// <summary>f(x) of several functions and their derivatives along a direction: Σ ∂fₖ/∂xᵢ vᵢ.</summary>
    /// <inheritdoc cref="Jvp{T}(Func{Value{T}[], Value{T}}, ReadOnlySpan{T}, ReadOnlySpan{T})"/>
    public static (T[] Value, T[] Tangent) Jvp<T>(Func<Value<T>[], Value<T>[]> f, ReadOnlySpan<T> x, ReadOnlySpan<T> direction) where T : IFloatingPointIeee754<T>
    {
        var map = Linearization<T>.Of("Jvp", f, x);
        return (map.Outputs, map.Jvp(direction));
    }

    /// <summary>f(x) of several functions and the gradient of their weighted sum: Σ uₖ ∂fₖ/∂xᵢ.</summary>
    /// <exception cref="ArgumentException">There is not an upstream gradient for each function.</exception>
    public static (T[] Value, T[] Gradient) Vjp<T>(Func<Value<T>[], Value<T>[]> f, ReadOnlySpan<T> x, ReadOnlySpan<T> upstream) where T : IFloatingPointIeee754<T>
    {
        var map = Linearization<T>.Of("Vjp", f, x);
        return (map.Outputs, map.Vjp(upstream.ToArray()));
    }

    /// <summary>∂fₖ/∂xᵢ of several functions of several numbers: a row for each function.</summary>
    /// <remarks>By forward sweeps where there are few inputs for many functions, else by reverse ones.</remarks>
    public static T[,] Jacobian<T>(Func<Value<T>[], Value<T>[]> f, params ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> =>
        Linearization<T>.Of("Jacobian", f, x).Jacobian();

    /// <summary>∂²f/∂xᵢ∂xⱼ.</summary>
    /// <remarks>The gradient is recorded as a function of its own, and its Jacobian taken. At a kink it is that of the branch that is taken there.</remarks>
    public static T[,] Hessian<T>(Func<Value<T>[], Value<T>> f, params ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> =>
        SecondOrder.OfGradient("Hessian", f, x).Jacobian();

    /// <summary>Σ ∂²f/∂xᵢ∂xⱼ vⱼ, without the Hessian.</summary>
    /// <exception cref="ArgumentException">The direction has not as many numbers as x.</exception>
    public static T[] HessianVectorProduct<T>(Func<Value<T>[], Value<T>> f, ReadOnlySpan<T> x, ReadOnlySpan<T> direction) where T : IFloatingPointIeee754<T> =>
        SecondOrder.OfGradient("HessianVectorProduct", f, x).Jvp(direction);

    /// <summary>The derivative of a function of one number, of any order.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where.</param>
    /// <param name="order">0 for the function itself, 1 for its slope and so on. The work grows with it like the number of terms of the derivative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public static T Derivative<T>(Func<Value<T>, Value<T>> f, T x, int order = 1) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        return SecondOrder.Derivative(f, x, order);
    }

    /// <summary>The derivative of a function of one number, of any order, as a function.</summary>
    /// <inheritdoc cref="Derivative{T}(Func{Value{T}, Value{T}}, T, int)"/>
    public static Func<T, T> Derivative<T>(Func<Value<T>, Value<T>> f, int order = 1) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        return x => SecondOrder.Derivative(f, x, order);
    }
}
