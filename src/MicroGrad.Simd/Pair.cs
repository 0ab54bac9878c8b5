namespace MicroGrad.Simd;

/// <summary>A number for each of the two spatial axes of images: a kernel size, a stride, a padding, a size.</summary>
/// <param name="Height">Along the last axis but one.</param>
/// <param name="Width">Along the last axis.</param>
/// <remarks>One number converts to a pair of it: <c>stride: 2</c>; two do so too: <c>padding: (1, 2)</c>.</remarks>
public readonly record struct Pair(int Height, int Width)
{
    /// <summary>The same number for both axes.</summary>
    public static implicit operator Pair(int both) => new(both, both);

    /// <summary>A number for each axis, the height first.</summary>
    public static implicit operator Pair((int Height, int Width) pair) => new(pair.Height, pair.Width);

    /// <summary>Such as <c>(3, 5)</c>.</summary>
    public override string ToString() => $"({Height}, {Width})";
}
