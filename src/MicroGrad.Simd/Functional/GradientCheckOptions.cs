namespace MicroGrad.Simd;

/// <summary>How <see cref="GradientCheck"/> looks.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>Up to how many elements, of all inputs together, every partial derivative is compared; with more, derivatives along directions are.</summary>
    public int MostEntries { get; init; } = 64;

    /// <summary>Along how many pseudo-random directions the derivative of a function of many elements is compared.</summary>
    public int Directions { get; init; } = 8;

    /// <summary>Chooses the directions, and the upstream gradient of a result with several elements. The same seed chooses the same.</summary>
    public int Seed { get; init; }

    /// <summary>The relative error at which differences are good enough. A tolerance wants it to be a few hundred times smaller.</summary>
    public double Accuracy { get; init; } = 1e-12;

    internal static GradientCheckOptions Default { get; } = new();

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MostEntries);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Directions);
        if (!(Accuracy >= 0)) throw new ArgumentOutOfRangeException(nameof(Accuracy), Accuracy, "GradientCheck: the accuracy must be a number, 0 or more.");
    }
}
