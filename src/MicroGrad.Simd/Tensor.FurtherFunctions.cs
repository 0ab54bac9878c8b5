using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <content>Element-wise functions of one operand, beyond the commonest.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>−1, 0 or 1 as an element is below, at or above 0. No gradient flows through it: its slope is 0.</summary>
    public Tensor<T> Sign() => Record<Sign>();

    /// <summary>1 / x of every element.</summary>
    public Tensor<T> Reciprocal() => Record<Reciprocal>();

    /// <summary>x² of every element.</summary>
    public Tensor<T> Square() => Record<Square>();

    /// <summary>1 / √x of every element.</summary>
    public Tensor<T> ReciprocalSqrt() => Record<ReciprocalSqrt>();

    /// <summary>∛x of every element.</summary>
    public Tensor<T> Cbrt() => Record<Cbrt>();

    /// <summary>2ˣ of every element.</summary>
    public Tensor<T> Exp2() => Record<Exp2>();

    /// <summary>eˣ − 1 of every element, with all its digits near 0.</summary>
    public Tensor<T> ExpM1() => Record<ExpM1>();

    /// <summary>ln(1 + x) of every element, with all its digits near 0.</summary>
    public Tensor<T> LogP1() => Record<LogP1>();

    /// <summary>The logarithm of every element to base 2.</summary>
    public Tensor<T> Log2() => Record<Log2>();

    /// <summary>The logarithm of every element to base 10.</summary>
    public Tensor<T> Log10() => Record<Log10>();

    /// <summary>The tangent of every element, in radians.</summary>
    public Tensor<T> Tan() => Record<Tan>();

    /// <summary>The angle from −π/2 to π/2 whose sine is the element.</summary>
    public Tensor<T> Asin() => Record<Asin>();

    /// <summary>The angle from 0 to π whose cosine is the element.</summary>
    public Tensor<T> Acos() => Record<Acos>();

    /// <summary>The angle from −π/2 to π/2 whose tangent is the element.</summary>
    public Tensor<T> Atan() => Record<Atan>();

    /// <summary>The hyperbolic sine of every element.</summary>
    public Tensor<T> Sinh() => Record<Sinh>();

    /// <summary>The hyperbolic cosine of every element.</summary>
    public Tensor<T> Cosh() => Record<Cosh>();

    /// <summary>The inverse hyperbolic sine of every element.</summary>
    public Tensor<T> Asinh() => Record<Asinh>();

    /// <summary>The inverse hyperbolic cosine of every element.</summary>
    public Tensor<T> Acosh() => Record<Acosh>();

    /// <summary>The inverse hyperbolic tangent of every element.</summary>
    public Tensor<T> Atanh() => Record<Atanh>();

    /// <summary>The largest integer that is not above the element. No gradient flows through it: its slope is 0.</summary>
    public Tensor<T> Floor() => Record<Floor>();

    /// <summary>The smallest integer that is not below the element. No gradient flows through it: its slope is 0.</summary>
    public Tensor<T> Ceiling() => Record<Ceiling>();

    /// <summary>The integer nearest to the element, the even one of two. No gradient flows through it: its slope is 0.</summary>
    public Tensor<T> Round() => Record<Round>();

    /// <summary>λ x for x &gt; 0, else λ α (eˣ − 1), with the λ and α that keep mean 0 and variance 1 (G. Klambauer et al., 2017).</summary>
    public Tensor<T> Selu() => Record<Selu>();

    /// <summary>x σ(x) of every element, also called swish.</summary>
    public Tensor<T> Silu() => Record<Silu>();

    /// <summary>min(max(x + 3, 0), 6) / 6 of every element; its slope is 0 at −3 and at 3.</summary>
    public Tensor<T> HardSigmoid() => Record<HardSigmoid>();

    /// <summary>x min(max(x + 3, 0), 6) / 6 of every element; its slope is 0 at −3 and 1 at 3.</summary>
    public Tensor<T> HardSwish() => Record<HardSwish>();

    /// <summary>ln σ(x) of every element, without underflow.</summary>
    public Tensor<T> LogSigmoid() => Record<LogSigmoid>();

    /// <summary>x / (1 + |x|) of every element.</summary>
    public Tensor<T> Softsign() => Record<Softsign>();

    /// <summary>x tanh(ln(1 + eˣ)) of every element.</summary>
    public Tensor<T> Mish() => Record<Mish>();
}
