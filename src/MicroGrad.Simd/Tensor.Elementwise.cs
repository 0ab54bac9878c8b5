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

    /// <summary>The angle of the point (x, this) from −π to π each, this being the ordinate. At (0, 0) its slopes are NaN.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor<T> Atan2(Tensor<T> x) => Record<Atan2>(this, x);

    /// <summary>√(this² + other²) of two elements each, without overflow; its slopes at (0, 0) are 0.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor<T> Hypot(Tensor<T> other) => Record<Hypot>(this, other);

    /// <summary>this − ⌊this / divisor⌋ · divisor each: what is left of a division, with the sign of the divisor. The slopes are those between its jumps.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor<T> Remainder(Tensor<T> divisor) => Record<Remainder>(this, divisor);

    /// <summary>x for x &gt; 0, else x times a slope, 0.01 where it is left out; a parameter can learn it (PReLU). At 0 the slope is that of the left.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor<T> LeakyRelu(Tensor<T>? slope = null) => Record<LeakyRelu>(this, slope ?? T.CreateChecked(0.01));

    /// <summary>x for x &gt; 0, else alpha (eˣ − 1); alpha is 1 where it is left out. At 0 the slope is alpha.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor<T> Elu(Tensor<T>? alpha = null) => Record<Elu>(this, alpha ?? T.One);

    /// <summary>The nearest number that is not below one bound and not above the other; null for no bound.</summary>
    /// <param name="min">Numbers, parameters or tensors that broadcast.</param>
    /// <param name="max">Likewise; it wins where it is below <paramref name="min"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    /// <remarks>The upstream gradient goes to the element where it is within the bounds or at one, and else to the bound.</remarks>
    public Tensor<T> Clamp(Tensor<T>? min, Tensor<T>? max)
    {
        Tensor<T> clamped = min is { } low ? Record<ClampMin>(this, low) : this;
        return max is { } high ? Record<ClampMax>(clamped, high) : clamped;
    }

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
