namespace MicroGrad.Simd.Nn;

/// <summary>Classes as rows of zeros with a single one.</summary>
public static class OneHot
{
    /// <summary>Encodes classes as a [classes, count] matrix, row-major.</summary>
    /// <param name="classes">Each from 0 to <paramref name="count"/> − 1.</param>
    /// <param name="count">How many classes there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class is outside [0, count).</exception>
    public static T[] Encode<T>(ReadOnlySpan<int> classes, int count) where T : INumberBase<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var rows = new T[checked(classes.Length * count)];
        for (int row = 0; row < classes.Length; row++)
        {
            if ((uint)classes[row] >= (uint)count)
                throw new ArgumentOutOfRangeException(nameof(classes), $"OneHot: class {classes[row]} at {row} is outside [0, {count}).");
            rows[row * count + classes[row]] = T.One;
        }

        return rows;
    }
}
