namespace MicroGrad.Simd.Testing;

/// <summary>Which numbers a drawn input holds: those at which the function under test is smooth and neither steep nor flat.</summary>
/// <param name="Low">The smallest number.</param>
/// <param name="High">The largest number.</param>
public sealed record Values(double Low, double High)
{
    /// <summary>Around which number none lies: a kink or a pole; NaN for none.</summary>
    public double Hole { get; init; } = double.NaN;

    /// <summary>How near to <see cref="Hole"/> none lies.</summary>
    public double HoleRadius { get; init; } = 0.3;

    /// <summary>Whether no two numbers of a draw lie close to one another, in whatever tensors: for maxima, sorts and other choices among them.</summary>
    public bool Distinct { get; init; }

    /// <summary>Numbers of either sign, from −2 to 2.</summary>
    public static Values Any { get; } = new(-2, 2);

    /// <summary>Numbers from 0.3 to 2.3.</summary>
    public static Values Positive { get; } = new(0.3, 2.3);

    /// <summary>Numbers of either sign, at least 0.3 away from 0.</summary>
    public static Values AwayFromZero { get; } = Any with { Hole = 0 };

    /// <summary>Numbers from −2 to 2, no two of which are close to one another.</summary>
    public static Values Apart { get; } = Any with { Distinct = true };

    /// <summary>Whether a number lies in the range and not in the hole.</summary>
    internal bool Allow(double number) => number >= Low && number <= High && !(Math.Abs(number - Hole) < HoleRadius);
}
