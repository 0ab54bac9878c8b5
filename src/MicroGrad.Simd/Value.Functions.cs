using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <content>Operators and functions. Each is recorded with its slope; the gradient conventions at kinks are those stated here.</content>
public readonly partial struct Value<T>
{
    /// <summary>a + b.</summary>
    public static Value<T> operator +(Value<T> a, Value<T> b) => RecordSum(a, b);

    /// <summary>a − b.</summary>
    public static Value<T> operator -(Value<T> a, Value<T> b) => Record<Subtract>(a, b);

    /// <summary>a · b.</summary>
    public static Value<T> operator *(Value<T> a, Value<T> b) => Record<Multiply>(a, b);

    /// <summary>a / b.</summary>
    public static Value<T> operator /(Value<T> a, Value<T> b) => Record<Divide>(a, b);

    /// <summary>−x.</summary>
    public static Value<T> operator -(Value<T> x) => Record<Negate>(x);

    /// <summary>x itself; nothing is recorded.</summary>
    public static Value<T> operator +(Value<T> x) => x;

    /// <summary>The larger of two values; the upstream gradient is split evenly where they are equal.</summary>
    public static Value<T> Max(Value<T> a, Value<T> b) => Record<Max>(a, b);

    /// <summary>The smaller of two values; the upstream gradient is split evenly where they are equal.</summary>
    public static Value<T> Min(Value<T> a, Value<T> b) => Record<Min>(a, b);

    /// <summary>a to the power b, either of them constant or traced.</summary>
    public static Value<T> Pow(Value<T> a, Value<T> b) => Record<Pow>(a, b);

    /// <summary>This value to the power <paramref name="exponent"/>, constant or traced.</summary>
    public Value<T> Pow(Value<T> exponent) => Record<Pow>(this, exponent);

    /// <summary>e to the power x.</summary>
    public static Value<T> Exp(Value<T> x) => Record<Exp>(x);

    /// <inheritdoc cref="Exp(Value{T})"/>
    public Value<T> Exp() => Record<Exp>(this);

    /// <summary>The natural logarithm of x.</summary>
    public static Value<T> Log(Value<T> x) => Record<Log>(x);

    /// <inheritdoc cref="Log(Value{T})"/>
    public Value<T> Log() => Record<Log>(this);

    /// <summary>The square root of x.</summary>
    public static Value<T> Sqrt(Value<T> x) => Record<Sqrt>(x);

    /// <inheritdoc cref="Sqrt(Value{T})"/>
    public Value<T> Sqrt() => Record<Sqrt>(this);

    /// <summary>The sine of x, in radians.</summary>
    public static Value<T> Sin(Value<T> x) => Record<Sin>(x);

    /// <inheritdoc cref="Sin(Value{T})"/>
    public Value<T> Sin() => Record<Sin>(this);

    /// <summary>The cosine of x, in radians.</summary>
    public static Value<T> Cos(Value<T> x) => Record<Cos>(x);

    /// <inheritdoc cref="Cos(Value{T})"/>
    public Value<T> Cos() => Record<Cos>(this);

    /// <summary>The hyperbolic tangent of x.</summary>
    public static Value<T> Tanh(Value<T> x) => Record<Tanh>(x);

    /// <inheritdoc cref="Tanh(Value{T})"/>
    public Value<T> Tanh() => Record<Tanh>(this);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Value<T> Sigmoid(Value<T> x) => Record<Sigmoid>(x);

    /// <inheritdoc cref="Sigmoid(Value{T})"/>
    public Value<T> Sigmoid() => Record<Sigmoid>(this);

    /// <summary>ln(1 + eˣ), a smooth max(x, 0).</summary>
    public Value<T> Softplus() => Record<Softplus>(this);

    /// <summary>The error function.</summary>
    public Value<T> Erf() => Record<Erf>(this);

    /// <summary>x·Φ(x) with the normal distribution Φ: the Gaussian error linear unit, exact.</summary>
    /// <remarks>D. Hendrycks and K. Gimpel, Gaussian error linear units (2016).</remarks>
    public Value<T> Gelu() => Record<Gelu>(this);

    /// <summary>½x·(1 + tanh(√(2/π)·(x + 0.044715x³))), the approximation of <see cref="Gelu"/> that many models were trained with.</summary>
    public Value<T> GeluTanh() => Record<GeluTanh>(this);

    /// <summary>max(x, 0); its slope at 0 is 0.</summary>
    public static Value<T> Relu(Value<T> x) => Record<Relu>(x);

    /// <inheritdoc cref="Relu(Value{T})"/>
    public Value<T> Relu() => Record<Relu>(this);

    /// <summary>|x|; its slope at 0 is 0.</summary>
    public static Value<T> Abs(Value<T> x) => Record<Abs>(x);

    /// <inheritdoc cref="Abs(Value{T})"/>
    public Value<T> Abs() => Record<Abs>(this);
}
