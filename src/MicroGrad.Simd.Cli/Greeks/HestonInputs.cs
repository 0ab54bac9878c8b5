namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>A call under the model of Heston: variance v reverts to a mean, dv = κ(θ − v) dt + σ √v dW, and dW has correlation ρ with the share's noise.</summary>
internal readonly record struct HestonInputs<T>(T Spot, T Strike, T Rate, T Time, T Variance, T Reversion, T Mean, T VolatilityOfVariance, T Correlation)
{
    /// <summary>How many inputs a list of them has.</summary>
    public const int Count = 9;

    /// <summary>Takes the inputs from a list.</summary>
    public HestonInputs(ReadOnlySpan<T> x) : this(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8])
    {
    }
}
