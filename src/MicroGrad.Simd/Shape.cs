using System.Collections;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <summary>The extents of a tensor, outermost axis first (row-major). Rank 0 is a scalar; an extent may be 0.</summary>
/// <remarks>Written as a collection expression: <c>tape.Constant(data, [200, 2])</c>.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IEnumerable<int>
{
    /// <summary>The highest rank that a tensor can have.</summary>
    public const int MaxRank = PerAxis.Capacity;

    private readonly PerAxis _extents;
    private readonly int _elementCountLessOne; // so that default(Shape) is the scalar, as it is by its extents

    private Shape(ReadOnlySpan<int> extents)
    {
        extents.CopyTo(_extents);
        Rank = extents.Length;
        double length = 1; // in double, because the product of eight extents may pass any integer
        foreach (int extent in extents) length *= extent;
        if (length > Array.MaxLength) Throw.ShapeTooLarge(extents);
        _elementCountLessOne = (int)length - 1;
    }

    /// <summary>The shape of a scalar: no axes, one element.</summary>
    public static Shape Scalar { get; } = new([]);

    /// <summary>The number of axes.</summary>
    public int Rank { get; }

    /// <summary>The number of elements: the product of the extents.</summary>
    public int ElementCount => _elementCountLessOne + 1;

    /// <summary>The extent of one axis.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shape has no such axis.</exception>
    public int this[int axis] => _extents[NormalizeAxis("Shape", axis)];

    /// <summary>The extent of one axis, <c>^1</c> being the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape has no such axis.</exception>
    public int this[Index axis] => this[!axis.IsFromEnd ? axis.Value : axis.Value == 0 ? Rank : -axis.Value];

    /// <summary>The extents, outermost first.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int> Extents => ((ReadOnlySpan<int>)_extents)[..Rank];

    /// <summary>Makes a shape.</summary>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxRank"/> axes, an extent is negative, or the product does not fit one array.</exception>
    public static Shape Create(ReadOnlySpan<int> extents)
    {
        if (extents.Length > MaxRank) Throw.RankTooHigh(extents);
        foreach (int extent in extents)
            if (extent < 0) Throw.NegativeExtent(extents);
        return new Shape(extents);
    }

    /// <summary>The shape that two operands broadcast to: aligned from the last axis, an extent of 1 stretches to the other's.</summary>
    /// <exception cref="ArgumentException">Two aligned extents differ and neither is 1.</exception>
    public static Shape Broadcast(Shape a, Shape b) => Broadcast("Broadcast", a, b);

    internal static Shape Broadcast(string op, in Shape a, in Shape b)
    {
        if (a == b) return a;
        PerAxis result = default;
        int rank = Math.Max(a.Rank, b.Rank);
        for (int i = 1; i <= rank; i++)
        {
            int extentA = i <= a.Rank ? a._extents[a.Rank - i] : 1;
            int extentB = i <= b.Rank ? b._extents[b.Rank - i] : 1;
            if (extentA != extentB && extentA != 1 && extentB != 1) Throw.CannotBroadcast(op, a, b);
            result[rank - i] = extentA == 1 ? extentB : extentA;
        }

        return Create(((ReadOnlySpan<int>)result)[..rank]);
    }

    /// <summary>The shape of the first axes alone.</summary>
    internal Shape Leading(int rank) => new(Extents[..rank]);

    /// <summary>The shape with another extent of the last axis.</summary>
    internal Shape WithLast(int extent) => With(Rank - 1, extent);

    /// <summary>The shape with another extent of one axis.</summary>
    internal Shape With(int axis, int extent)
    {
        PerAxis extents = _extents;
        extents[axis] = extent;
        return new(((ReadOnlySpan<int>)extents)[..Rank]);
    }

    /// <summary>The shape with two more axes behind.</summary>
    internal Shape Append(int first, int second) => Append([first, second]);

    /// <summary>The shape with more axes behind.</summary>
    internal Shape Append(ReadOnlySpan<int> behind)
    {
        PerAxis extents = _extents;
        behind.CopyTo(((Span<int>)extents)[Rank..]);
        return new(((ReadOnlySpan<int>)extents)[..(Rank + behind.Length)]);
    }

    /// <summary>The shape with more axes behind.</summary>
    internal Shape Followed(ReadOnlySpan<int> extents)
    {
        Span<int> all = stackalloc int[Rank + extents.Length];
        Extents.CopyTo(all);
        extents.CopyTo(all[Rank..]);
        return Create(all);
    }

    /// <summary>The shape with a new axis, counted in the result.</summary>
    internal Shape Insert(string op, int axis, int extent)
    {
        int rank = Rank + 1, place = axis < 0 ? axis + rank : axis;
        if (place < 0 || place >= rank) Throw.NoSuchNewAxis(op, axis, this);
        Span<int> extents = stackalloc int[rank];
        Extents[..place].CopyTo(extents);
        extents[place] = extent;
        Extents[place..].CopyTo(extents[(place + 1)..]);
        return Create(extents);
    }

    /// <summary>Whether an operand of this shape broadcasts to another shape without stretching that.</summary>
    internal bool BroadcastsTo(in Shape result)
    {
        int shift = result.Rank - Rank;
        if (shift < 0) return false;
        for (int i = 0; i < Rank; i++)
            if (_extents[i] != 1 && _extents[i] != result._extents[i + shift]) return false;
        return true;
    }

    internal int NormalizeAxis(string op, int axis)
    {
        if (axis < -Rank || axis >= Rank) Throw.NoSuchAxis(op, axis, this);
        return axis < 0 ? axis + Rank : axis;
    }

    /// <inheritdoc/>
    public bool Equals(Shape other) => Extents.SequenceEqual(other.Extents);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (int extent in Extents) hash.Add(extent);
        return hash.ToHashCode();
    }

    /// <summary>Whether two shapes have the same extents.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether two shapes differ in rank or in an extent.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>Enumerates the extents, outermost first.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        for (int i = 0; i < Rank; i++) yield return _extents[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The extents in brackets, such as <c>[200, 2]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", this)}]";
}
