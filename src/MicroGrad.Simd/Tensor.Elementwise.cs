using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <content>Element-wise operators and functions. Those of two operands broadcast as NumPy does.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>a + b.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator +(Tensor<T> a, Tensor<T> b) => Record<Add>(a, b);

    /// <summary>a − b.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator -(Tensor<T> a, Tensor<T> b) => Record<Subtract>(a, b);

    /// <summary>a · b, element by element.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator *(Tensor<T> a, Tensor<T> b) => Record<Multiply>(a, b);

    /// <summary>a / b, element by element.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator /(Tensor<T> a, Tensor<T> b) => Record<Divide>(a, b);

    /// <summary>−x.</summary>
    public static Tensor<T> operator -(Tensor<T> x) => x.Record<Negate>();

    /// <summary>x itself; nothing is recorded.</summary>
    public static Tensor<T> operator +(Tensor<T> x) => x;

    /// <summary>This to the power <paramref name="exponent"/>, element by element; the exponent may be a number, a parameter or a tensor.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor<T> Pow(Tensor<T> exponent) => Record<Pow>(this, exponent);

    /// <summary>The larger of two elements each; the upstream gradient is split evenly where they are equal.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor<T> Maximum(Tensor<T> other) => Record<Max>(this, other);

    /// <summary>The smaller of two elements each; the upstream gradient is split evenly where they are equal.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor<T> Minimum(Tensor<T> other) => Record<Min>(this, other);

    /// <summary>e to the power of every element.</summary>
    public Tensor<T> Exp() => Record<Exp>();

    /// <summary>The natural logarithm of every element.</summary>
    public Tensor<T> Log() => Record<Log>();

    /// <summary>The square root of every element.</summary>
    public Tensor<T> Sqrt() => Record<Sqrt>();

    /// <summary>The sine of every element, in radians.</summary>
    public Tensor<T> Sin() => Record<Sin>();

    /// <summary>The cosine of every element, in radians.</summary>
    public Tensor<T> Cos() => Record<Cos>();

    /// <summary>The hyperbolic tangent of every element.</summary>
    public Tensor<T> Tanh() => Record<Tanh>();

    /// <summary>1 / (1 + e⁻ˣ) of every element.</summary>
    public Tensor<T> Sigmoid() => Record<Sigmoid>();

    /// <summary>ln(1 + eˣ) of every element, a smooth max(x, 0).</summary>
    public Tensor<T> Softplus() => Record<Softplus>();

    /// <summary>The error function of every element.</summary>
    public Tensor<T> Erf() => Record<Erf>();

    /// <summary>x·Φ(x) of every element, with the normal distribution Φ: the Gaussian error linear unit, exact.</summary>
    /// <remarks>D. Hendrycks and K. Gimpel, Gaussian error linear units (2016).</remarks>
    public Tensor<T> Gelu() => Record<Gelu>();

    /// <summary>½x·(1 + tanh(√(2/π)·(x + 0.044715x³))) of every element, the approximation of <see cref="Gelu"/> that many models were trained with.</summary>
    public Tensor<T> GeluTanh() => Record<GeluTanh>();

    /// <summary>max(x, 0) of every element; its slope at 0 is 0.</summary>
    public Tensor<T> Relu() => Record<Relu>();

    /// <summary>|x| of every element; its slope at 0 is 0.</summary>
    public Tensor<T> Abs() => Record<Abs>();
}
