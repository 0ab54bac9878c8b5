using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <summary>What <c>x[…]</c> takes along one axis: a place, a range, or every so many elements of one.</summary>
/// <remarks>
/// Places and ranges are written as in C#: <c>x[0, ^1, 1..^1, ..]</c>. A negative place counts from the end, too. The other kinds are members
/// of this type, which <c>using static MicroGrad.Simd.AxisIndex</c> makes short: <c>x[Ellipsis, Every(2)]</c>.
/// </remarks>
public readonly struct AxisIndex : IEquatable<AxisIndex>
{
    private AxisIndex(AxisIndexKind kind, Range range, int step = 1)
    {
        Kind = kind;
        Elements = range;
        Step = step;
    }

    /// <summary>The whole axis, as <c>..</c> says too.</summary>
    public static AxisIndex All => System.Range.All;

    /// <summary>The whole axis from its last element to its first.</summary>
    public static AxisIndex Reversed => Every(-1);

    /// <summary>A new axis of extent 1 in this place; it uses up no axis of the tensor.</summary>
    public static AxisIndex NewAxis => new(AxisIndexKind.NewAxis, default);

    /// <summary>As many whole axes as the other indices leave; where there is none, they stand at the end.</summary>
    public static AxisIndex Ellipsis => new(AxisIndexKind.Ellipsis, default);

    internal AxisIndexKind Kind { get; }

    /// <summary>The elements of a range; a place is where it starts.</summary>
    internal Range Elements { get; }

    /// <summary>Never 0 in a range.</summary>
    internal int Step { get; }

    /// <summary>Every so many elements of the axis.</summary>
    /// <param name="step">2 takes the elements 0, 2, 4, …; a negative step begins with the last element and goes towards the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    public static AxisIndex Every(int step) => Every(step, System.Range.All);

    /// <summary>Every so many elements of a part of the axis.</summary>
    /// <param name="step">2 takes every second element of the range; a negative step begins with the last one of the range.</param>
    /// <param name="range">The part, of which the end is not taken.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    public static AxisIndex Every(int step, Range range)
    {
        ArgumentOutOfRangeException.ThrowIfZero(step);
        return new(AxisIndexKind.Range, range, step);
    }

    /// <summary>One place, which takes the axis away; a negative one counts from the end.</summary>
    public static implicit operator AxisIndex(int place) => place < 0 ? new Index(-place, fromEnd: true) : new Index(place);

    /// <summary>One place, which takes the axis away.</summary>
    public static implicit operator AxisIndex(Index place) => new(AxisIndexKind.Place, place..);

    /// <summary>A part of the axis.</summary>
    public static implicit operator AxisIndex(Range range) => new(AxisIndexKind.Range, range);

    /// <inheritdoc/>
    public bool Equals(AxisIndex other) => Kind == other.Kind && Elements.Equals(other.Elements) && Step == other.Step;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AxisIndex other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Elements, Step);

    /// <summary>Whether two indices take the same.</summary>
    public static bool operator ==(AxisIndex left, AxisIndex right) => left.Equals(right);

    /// <summary>Whether two indices differ.</summary>
    public static bool operator !=(AxisIndex left, AxisIndex right) => !left.Equals(right);

    /// <summary>The index as it is written.</summary>
    public override string ToString() => Kind switch
    {
        AxisIndexKind.Place => $"{Elements.Start}",
        AxisIndexKind.Range => Step == 1 ? $"{Elements}" : $"Every({Step}, {Elements})",
        _ => $"{Kind}",
    };
}
