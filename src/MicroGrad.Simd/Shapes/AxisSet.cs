using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Shapes;

/// <summary>The axes that a reduction runs over, as bits.</summary>
internal readonly record struct AxisSet(uint Bits)
{
    public static AxisSet All(in Shape shape) => new((1u << shape.Rank) - 1);

    public static AxisSet Create(string op, in Shape shape, ReadOnlySpan<int> axes)
    {
        uint bits = 0;
        foreach (int axis in axes)
        {
            uint bit = 1u << shape.NormalizeAxis(op, axis);
            if ((bits & bit) != 0) Throw.RepeatedAxis(op, axis, axes);
            bits |= bit;
        }

        return new AxisSet(bits);
    }

    /// <summary>The axes of a result that broadcasting stretches an operand along.</summary>
    public static AxisSet Stretched(in Shape operand, in Shape result)
    {
        uint bits = 0;
        int shift = result.Rank - operand.Rank;
        for (int i = 0; i < result.Rank; i++)
            if ((i < shift ? 1 : operand.Extents[i - shift]) != result.Extents[i]) bits |= 1u << i;
        return new AxisSet(bits);
    }

    public bool Contains(int axis) => (Bits >> axis & 1) != 0;

    /// <summary>The shape after reduction, every reduced axis kept with extent 1.</summary>
    public Shape Keep(in Shape shape)
    {
        PerAxis extents = default;
        for (int i = 0; i < shape.Rank; i++) extents[i] = Contains(i) ? 1 : shape.Extents[i];
        return Shape.Create(((ReadOnlySpan<int>)extents)[..shape.Rank]);
    }

    /// <summary>The shape after reduction, every reduced axis gone.</summary>
    public Shape Drop(in Shape shape)
    {
        PerAxis extents = default;
        int rank = 0;
        for (int i = 0; i < shape.Rank; i++)
            if (!Contains(i)) extents[rank++] = shape.Extents[i];
        return Shape.Create(((ReadOnlySpan<int>)extents)[..rank]);
    }

    /// <summary>How many elements go into one.</summary>
    public int Count(in Shape shape)
    {
        int count = 1;
        for (int i = 0; i < shape.Rank; i++)
            if (Contains(i)) count *= shape.Extents[i];
        return count;
    }

    /// <summary>As many axes as these, at the end.</summary>
    public AxisSet AsLast(in Shape shape) => new(All(shape).Bits & ~(All(shape).Bits >> BitOperations.PopCount(Bits)));

    /// <summary>All axes, those of the set last and otherwise in their order.</summary>
    /// <param name="shape">The shape that the axes are of.</param>
    /// <param name="moved">Whether an axis has another place than before.</param>
    public PerAxis Last(in Shape shape, out bool moved)
    {
        PerAxis order = default;
        int kept = 0, end = shape.Rank;
        for (int i = 0; i < shape.Rank; i++)
            if (!Contains(i)) order[kept++] = i;
        for (int i = shape.Rank - 1; i >= 0; i--)
            if (Contains(i)) order[--end] = i;
        moved = kept > 0 && order[kept - 1] >= kept;
        return order;
    }
}
