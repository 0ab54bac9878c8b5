using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <content>Functions beyond the commonest.</content>
public readonly partial struct Value<T>
{
    /// <summary>−1, 0 or 1 as the value is below, at or above 0. No gradient flows through it: its slope is 0.</summary>
    public Value<T> Sign() => Record<Sign>(this);

    /// <summary>1 / x.</summary>
    public Value<T> Reciprocal() => Record<Reciprocal>(this);

    /// <summary>x².</summary>
    public Value<T> Square() => Record<Square>(this);

    /// <summary>1 / √x.</summary>
    public Value<T> ReciprocalSqrt() => Record<ReciprocalSqrt>(this);

    /// <summary>∛x.</summary>
    public Value<T> Cbrt() => Record<Cbrt>(this);

    /// <summary>2ˣ.</summary>
    public Value<T> Exp2() => Record<Exp2>(this);

    /// <summary>eˣ − 1, with all its digits near 0.</summary>
    public Value<T> ExpM1() => Record<ExpM1>(this);

    /// <summary>ln(1 + x), with all its digits near 0.</summary>
    public Value<T> LogP1() => Record<LogP1>(this);

    /// <summary>The logarithm to base 2.</summary>
    public Value<T> Log2() => Record<Log2>(this);

    /// <summary>The logarithm to base 10.</summary>
    public Value<T> Log10() => Record<Log10>(this);

    /// <summary>The tangent, in radians.</summary>
    public Value<T> Tan() => Record<Tan>(this);

    /// <summary>The angle from −π/2 to π/2 whose sine is the value.</summary>
    public Value<T> Asin() => Record<Asin>(this);

    /// <summary>The angle from 0 to π whose cosine is the value.</summary>
    public Value<T> Acos() => Record<Acos>(this);

    /// <summary>The angle from −π/2 to π/2 whose tangent is the value.</summary>
    public Value<T> Atan() => Record<Atan>(this);

    /// <summary>The hyperbolic sine.</summary>
    public Value<T> Sinh() => Record<Sinh>(this);

    /// <summary>The hyperbolic cosine.</summary>
    public Value<T> Cosh() => Record<Cosh>(this);

    /// <summary>The inverse hyperbolic sine.</summary>
    public Value<T> Asinh() => Record<Asinh>(this);

    /// <summary>The inverse hyperbolic cosine.</summary>
    public Value<T> Acosh() => Record<Acosh>(this);

    /// <summary>The inverse hyperbolic tangent.</summary>
    public Value<T> Atanh() => Record<Atanh>(this);

    /// <summary>The largest integer that is not above the value. No gradient flows through it: its slope is 0.</summary>
    public Value<T> Floor() => Record<Floor>(this);

    /// <summary>The smallest integer that is not below the value. No gradient flows through it: its slope is 0.</summary>
    public Value<T> Ceiling() => Record<Ceiling>(this);

    /// <summary>The integer nearest to the value, the even one of two. No gradient flows through it: its slope is 0.</summary>
    public Value<T> Round() => Record<Round>(this);

    /// <summary>λ x for x &gt; 0, else λ α (eˣ − 1), with the λ and α that keep mean 0 and variance 1 (G. Klambauer et al., 2017).</summary>
    public Value<T> Selu() => Record<Selu>(this);

    /// <summary>x σ(x), also called swish.</summary>
    public Value<T> Silu() => Record<Silu>(this);

    /// <summary>min(max(x + 3, 0), 6) / 6; its slope is 0 at −3 and at 3.</summary>
    public Value<T> HardSigmoid() => Record<HardSigmoid>(this);

    /// <summary>x min(max(x + 3, 0), 6) / 6; its slope is 0 at −3 and 1 at 3.</summary>
    public Value<T> HardSwish() => Record<HardSwish>(this);

    /// <summary>ln σ(x), without underflow.</summary>
    public Value<T> LogSigmoid() => Record<LogSigmoid>(this);

    /// <summary>x / (1 + |x|).</summary>
    public Value<T> Softsign() => Record<Softsign>(this);

    /// <summary>x tanh(ln(1 + eˣ)).</summary>
    public Value<T> Mish() => Record<Mish>(this);

    /// <summary>The angle of the point (x, this) from −π to π, this being the ordinate.</summary>
    public Value<T> Atan2(Value<T> x) => Record<Atan2>(this, x);

    /// <summary>√(this² + other²) without overflow; its slopes at (0, 0) are 0.</summary>
    public Value<T> Hypot(Value<T> other) => Record<Hypot>(this, other);

    /// <summary>this − ⌊this / divisor⌋ · divisor: what is left of a division, with the sign of the divisor. The slopes are those between its jumps.</summary>
    public Value<T> Remainder(Value<T> divisor) => Record<Remainder>(this, divisor);

    /// <summary>x for x &gt; 0, else x times a slope, 0.01 where it is left out.</summary>
    public Value<T> LeakyRelu(Value<T>? slope = null) => Record<LeakyRelu>(this, slope ?? T.CreateChecked(0.01));

    /// <summary>x for x &gt; 0, else alpha (eˣ − 1); alpha is 1 where it is left out.</summary>
    public Value<T> Elu(Value<T>? alpha = null) => Record<Elu>(this, alpha ?? T.One);

    /// <summary>The nearest number that is not below one bound and not above the other; null for no bound. At a bound the slope is 1.</summary>
    public Value<T> Clamp(Value<T>? min, Value<T>? max)
    {
        Value<T> clamped = min is { } low ? Record<ClampMin>(this, low) : this;
        return max is { } high ? Record<ClampMax>(clamped, high) : clamped;
    }
}
