namespace MicroGrad.Simd.Recording;

/// <content>Views and copies of a tensor's elements.</content>
internal static partial class Throw
{
    [DoesNotReturn]
    public static void TooManyIndices(ReadOnlySpan<AxisIndex> indices, in Shape shape) => throw new ArgumentException(
        $"Tensor[]: [{string.Join(", ", indices.ToArray())}] does not fit shape {shape}. There may be one place or range for each axis, one ellipsis, and {Shape.MaxRank} axes in the result.");

    [DoesNotReturn]
    public static void IndexOutside(Index place, int axis, in Shape shape) => throw new ArgumentOutOfRangeException(
        nameof(place), $"Tensor[]: place {place} is outside axis {axis} of shape {shape}. A place must lie in [{-shape[axis]}, {shape[axis]}).");

    [DoesNotReturn]
    public static void RangeOutside(Range range, int axis, in Shape shape) => throw new ArgumentOutOfRangeException(
        nameof(range), $"Tensor[]: range {range} reaches outside axis {axis} of shape {shape}, or ends before it starts. It must lie in 0..{shape[axis]}.");
}
