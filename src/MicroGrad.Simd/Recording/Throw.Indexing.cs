namespace MicroGrad.Simd.Recording;

/// <content>Indices.</content>
internal static partial class Throw
{
    [DoesNotReturn]
    public static void NoSuchIndex(string op, ReadOnlySpan<int> indices, int place, int extent, int axis, in Shape shape) => throw new ArgumentOutOfRangeException(
        nameof(indices), $"{op}: index {indices[place]} at {place} is outside axis {axis} of {shape}. An index must lie in [0, {extent}).");

    [DoesNotReturn]
    public static void IndexCount(string op, int count, in Shape shape) => throw new ArgumentException(
        $"{op}: {count} indices were given for shape {shape}. There must be one for each of its elements, {shape.ElementCount}.");

    [DoesNotReturn]
    public static void IndexShape(string op, in Shape indices, in Shape shape, int axis) => throw new ArgumentException(
        $"{op}: the shape {indices} does not fit the tensor {shape}. It must have as many axes, and no larger extent but along axis {axis}.");

    [DoesNotReturn]
    public static void NoSuchRow(int padding, in Shape table) => throw new ArgumentOutOfRangeException(
        nameof(padding), $"Embedding: there is no padding row {padding} in the table {table}. It must lie in [0, {table[0]}).");

    [DoesNotReturn]
    public static void TooMany(int k, int axis, in Shape shape) => throw new ArgumentOutOfRangeException(
        nameof(k), $"TopK: {k} elements were asked for along axis {axis} of {shape}. It must be from 0 to {shape[axis]}.");

    [DoesNotReturn]
    public static void NoSuchCode(ReadOnlySpan<int> classes, int place, int count) => throw new ArgumentOutOfRangeException(
        nameof(classes), $"OneHot: class {classes[place]} at {place} is outside [0, {count}).");

    [DoesNotReturn]
    public static void NothingToRank(string op, in Shape shape) => throw new ArgumentException(
        $"{op}: shape {shape} has no elements along the axis, and the place of an extreme of nothing does not exist.");
}
