using MicroGrad.Simd.Functional;

namespace MicroGrad.Simd;

/// <content>Functions of tensors. An input is given by its elements, row-major, and its shape.</content>
public static partial class Autodiff
{
    /// <summary>The elements of a function of a tensor, and its pullback.</summary>
    /// <returns>f(x), row-major, and the function that takes an upstream gradient of the same length to that of x. It can be called any number of times.</returns>
    /// <exception cref="ArgumentException">There are more or fewer elements than the shape has; as elsewhere here.</exception>
    /// <exception cref="InvalidOperationException">The function returns a tensor of another tape; as elsewhere here.</exception>
    public static (T[] Value, Func<T[], T[]> Back) Pullback<T>(Func<Tensor<T>, Tensor<T>> f, T[] x, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        var map = new TensorLinearization<T>("Pullback", inputs => f(inputs[0]), [(x, shape)]);
        return (map.Output, upstream => map.Vjp(upstream)[0]);
    }

    /// <summary>The elements of a function of several tensors, and its pullback.</summary>
    /// <inheritdoc cref="Pullback{T}(Func{Tensor{T}, Tensor{T}}, T[], Shape)"/>
    public static (T[] Value, Func<T[], T[][]> Back) Pullback<T>(Func<Tensor<T>[], Tensor<T>> f, params (T[] Values, Shape Shape)[] x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var map = new TensorLinearization<T>("Pullback", f, x);
        return (map.Output, upstream => map.Vjp(upstream));
    }

    /// <summary>The gradient of a function whose result has one element, with respect to every element of x.</summary>
    public static T[] Gradient<T>(Func<Tensor<T>, Tensor<T>> f, T[] x, Shape shape) where T : unmanaged, IFloatingPointIeee754<T> => ValueAndGradient(f, x, shape).Gradient;

    /// <summary>The gradients of a function whose result has one element, one for each input.</summary>
    public static T[][] Gradient<T>(Func<Tensor<T>[], Tensor<T>> f, params (T[] Values, Shape Shape)[] x) where T : unmanaged, IFloatingPointIeee754<T> => ValueAndGradient(f, x).Gradients;

    /// <summary>f(x), which has one element, and its gradient with respect to every element of x.</summary>
    public static (T Value, T[] Gradient) ValueAndGradient<T>(Func<Tensor<T>, Tensor<T>> f, T[] x, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        (T value, T[][] gradients) = ValueAndGradient(inputs => f(inputs[0]), (x, shape));
        return (value, gradients[0]);
    }

    /// <summary>f(x), which has one element, and its gradients, one for each input.</summary>
    public static (T Value, T[][] Gradients) ValueAndGradient<T>(Func<Tensor<T>[], Tensor<T>> f, params (T[] Values, Shape Shape)[] x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var map = new TensorLinearization<T>("ValueAndGradient", f, x);
        return (map.Scalar(), map.Vjp([T.One]));
    }

    /// <summary>f(x) and Σ uₖ ∂fₖ/∂xᵢ, for an upstream gradient u as long as the result.</summary>
    public static (T[] Value, T[] Gradient) Vjp<T>(Func<Tensor<T>, Tensor<T>> f, T[] x, Shape shape, T[] upstream) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(upstream);
        using var map = new TensorLinearization<T>("Vjp", inputs => f(inputs[0]), [(x, shape)]);
        return (map.Output, map.Vjp(upstream)[0]);
    }

    /// <summary>f(x) and its derivative along a direction: Σ ∂fₖ/∂xᵢ vᵢ.</summary>
    /// <param name="f">The function, on tensors of duals: a lambda, or a method that is generic in the element type.</param>
    /// <param name="x">The elements.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="direction">As long as <paramref name="x"/>.</param>
    public static (T[] Value, T[] Tangent) Jvp<T>(Func<Tensor<Dual<T>>, Tensor<Dual<T>>> f, T[] x, Shape shape, T[] direction) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        using var tape = new TensorTape<Dual<T>>();
        Tensor<Dual<T>> y = f(tape.Constant(Duals("Jvp", x, direction), shape));
        Dual<T>[] result = tape.Handle(tape.Resolve("Autodiff.Jvp", y)).Data.ToArray();
        return (Array.ConvertAll(result, dual => dual.Value), Array.ConvertAll(result, dual => dual.Tangent));
    }

    /// <summary>∂fₖ/∂xᵢ: a row for each element of the result and a column for each element of x.</summary>
    /// <remarks>By forward passes where x has fewer elements than the result, else by reverse sweeps.</remarks>
    /// <inheritdoc cref="Jvp{T}(Func{Tensor{Dual{T}}, Tensor{Dual{T}}}, T[], Shape, T[])"/>
    public static T[,] Jacobian<T>(Func<Tensor<Dual<T>>, Tensor<Dual<T>>> f, T[] x, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
        using var map = new TensorLinearization<Dual<T>>("Jacobian", inputs => f(inputs[0]), [(Duals("Jacobian", x, new T[x.Length]), shape)]);
        int outputs = map.Shape.ElementCount;
        var jacobian = new T[outputs, x.Length];
        if (x.Length < outputs)
        {
            for (int i = 0; i < x.Length; i++)
            {
                T[] column = Jvp(f, x, shape, Unit<T>(x.Length, i)).Tangent;
                for (int k = 0; k < outputs; k++) jacobian[k, i] = column[k];
            }
        }
        else
        {
            for (int k = 0; k < outputs; k++)
            {
                Dual<T>[] row = map.Vjp(Array.ConvertAll(Unit<T>(outputs, k), value => (Dual<T>)value))[0];
                for (int i = 0; i < row.Length; i++) jacobian[k, i] = row[i].Value;
            }
        }

        return jacobian;
    }

    /// <summary>∂²f/∂xᵢ∂xⱼ of a function whose result has one element.</summary>
    /// <inheritdoc cref="Jvp{T}(Func{Tensor{Dual{T}}, Tensor{Dual{T}}}, T[], Shape, T[])"/>
    public static T[,] Hessian<T>(Func<Tensor<Dual<T>>, Tensor<Dual<T>>> f, T[] x, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var hessian = new T[x.Length, x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            T[] column = HessianVectorProduct(f, x, shape, Unit<T>(x.Length, i));
            for (int k = 0; k < column.Length; k++) hessian[k, i] = column[k];
        }

        return hessian;
    }

    /// <summary>Σ ∂²f/∂xᵢ∂xⱼ vⱼ of a function whose result has one element: a reverse sweep over duals.</summary>
    /// <inheritdoc cref="Jvp{T}(Func{Tensor{Dual{T}}, Tensor{Dual{T}}}, T[], Shape, T[])"/>
    public static T[] HessianVectorProduct<T>(Func<Tensor<Dual<T>>, Tensor<Dual<T>>> f, T[] x, Shape shape, T[] direction) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        using var map = new TensorLinearization<Dual<T>>("HessianVectorProduct", inputs => f(inputs[0]), [(Duals("HessianVectorProduct", x, direction), shape)]);
        map.Scalar();
        return Array.ConvertAll(map.Vjp([new Dual<T>(T.One, T.Zero)])[0], dual => dual.Tangent);
    }

    private static Dual<T>[] Duals<T>(string op, T[] x, T[] direction) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(direction);
        if (direction.Length != x.Length) Recording.Throw.DirectionLength($"Autodiff.{op}", "direction", direction.Length, x.Length, "elements");
        var duals = new Dual<T>[x.Length];
        for (int i = 0; i < duals.Length; i++) duals[i] = new(x[i], direction[i]);
        return duals;
    }

    private static T[] Unit<T>(int length, int at) where T : IFloatingPointIeee754<T>
    {
        var unit = new T[length];
        unit[at] = T.One;
        return unit;
    }
}
