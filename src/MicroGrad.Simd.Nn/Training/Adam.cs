namespace MicroGrad.Simd.Nn;

/// <summary>Adam: steps scaled by running means of the gradient and of its square.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>
/// m = β₁ m + (1 − β₁) g, v = β₂ v + (1 − β₂) g²; p −= rate · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ). Weight decay shrinks p by
/// rate · weightDecay before the step (AdamW), apart from the gradient. Sources: D. Kingma and J. Ba, "Adam: A Method for Stochastic
/// Optimization", 2015; I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization", 2019.
/// </remarks>
public sealed class Adam<T> : Optimizer<T> where T : IFloatingPointIeee754<T>
{
    private readonly T _beta1, _beta2, _epsilon, _weightDecay;
    private readonly T[][] _means;
    private readonly T[][] _squares;
    private T _power1 = T.One;      // β₁ᵗ
    private T _power2 = T.One;      // β₂ᵗ

    /// <summary>Takes the parameters to move and the learning rate, with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ and no weight decay.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not finite.</exception>
    public Adam(IReadOnlyList<Parameter<T>> parameters, T rate)
        : this(parameters, rate, T.CreateChecked(0.9), T.CreateChecked(0.999), T.CreateChecked(1e-8), T.Zero)
    {
    }

    /// <summary>Takes the parameters to move, and how.</summary>
    /// <param name="parameters">What to move.</param>
    /// <param name="rate">The learning rate, at least 0.</param>
    /// <param name="beta1">The memory of the mean, from 0 up to but not including 1.</param>
    /// <param name="beta2">The memory of the square, from 0 up to but not including 1.</param>
    /// <param name="epsilon">Added to the root, at least 0.</param>
    /// <param name="weightDecay">The share of p, times the rate, that each step takes away; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range or not finite.</exception>
    public Adam(IReadOnlyList<Parameter<T>> parameters, T rate, T beta1, T beta2, T epsilon, T weightDecay)
        : base(parameters, rate)
    {
        _beta1 = InUnitInterval(beta1, nameof(beta1));
        _beta2 = InUnitInterval(beta2, nameof(beta2));
        _epsilon = NotNegative(epsilon, nameof(epsilon));
        _weightDecay = NotNegative(weightDecay, nameof(weightDecay));
        _means = State();
        _squares = State();
    }

    /// <inheritdoc/>
    public override void Step()
    {
        _power1 *= _beta1;
        _power2 *= _beta2;
        T step = Rate / (T.One - _power1), unbias = T.One / T.Sqrt(T.One - _power2), keep = T.One - Rate * _weightDecay;
        for (int i = 0; i < Parameters.Count; i++)
            Updates.Adam(Parameters[i].Grad, step, keep, _beta1, _beta2, unbias, _epsilon, _means[i], _squares[i], Parameters[i].Data);
    }
}
