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

    [DoesNotReturn]
    public static void NoOpenExtent(in Shape from, ReadOnlySpan<int> extents) => throw new ArgumentException(
        $"Reshape: no extent in place of -1 makes {List(extents)} hold the {from.ElementCount} elements of {from}. The product of the other extents must divide that number.");

    [DoesNotReturn]
    public static void OpenExtents(ReadOnlySpan<int> extents) => throw new ArgumentException(
        $"Reshape: {List(extents)} leaves more than one extent open. Only one may be -1.");

    [DoesNotReturn]
    public static void AxesOutOfOrder(string op, int first, int last, in Shape shape) => throw new ArgumentException(
        $"{op}: axis {last} of shape {shape} stands before axis {first}. The first axis must not come after the last.");

    [DoesNotReturn]
    public static void CannotSqueeze(int axis, in Shape shape) => throw new ArgumentException(
        $"Squeeze: axis {axis} of shape {shape} has extent {shape[axis]}. Only an axis of extent 1 can be taken away.");

    [DoesNotReturn]
    public static void NoSuchNewAxis(string op, int axis, in Shape shape) => throw new ArgumentOutOfRangeException(
        nameof(axis), $"{op}: a new axis {axis} cannot be put into shape {shape}. It must lie in [{-shape.Rank - 1}, {shape.Rank + 1}).");

    [DoesNotReturn]
    public static void CannotBroadcastTo(in Shape from, in Shape to) => throw new ArgumentException(
        $"BroadcastTo: {from} does not broadcast to {to}. Aligned from the last axis, each extent must be that of the result or 1.");

    [DoesNotReturn]
    public static void NothingToJoin(string op) => throw new ArgumentException(
        $"{op}: no tensors were given. There must be at least one.");

    [DoesNotReturn]
    public static void CannotJoin(string op, in Shape next, in Shape first, string rule) => throw new ArgumentException(
        $"{op}: {next} does not fit {first}. The shapes must {rule}.");

    [DoesNotReturn]
    public static void PartLengths(ReadOnlySpan<int> lengths, int axis, in Shape shape) => throw new ArgumentException(
        $"Split: the lengths {List(lengths)} do not split axis {axis} of shape {shape}. None may be negative, and they must add up to {shape[axis]}.");

    [DoesNotReturn]
    public static void PartCount(int count, int wanted) => throw new InvalidOperationException(
        $"TensorParts: {count} parts cannot be taken apart into {wanted}.");

    [DoesNotReturn]
    public static void PadWidths(ReadOnlySpan<(int Before, int After)> widths, in Shape shape) => throw new ArgumentException(
        $"Pad: the widths [{string.Join(", ", widths.ToArray())}] do not fit shape {shape}. There may be one pair for each axis, and none may be negative.");

    [DoesNotReturn]
    public static void PadTooWide(PadMode mode, (int Before, int After) widths, int axis, in Shape shape) => throw new ArgumentException(
        $"Pad: axis {axis} of shape {shape} has too few elements for widths {widths} in mode {mode}.");

    [DoesNotReturn]
    public static void ShiftCount(ReadOnlySpan<int> shifts, ReadOnlySpan<int> axes) => throw new ArgumentException(
        $"Roll: {shifts.Length} shifts were given for {axes.Length} axes. There must be one for each axis.");

    [DoesNotReturn]
    public static void NeedsMatrix(string op, in Shape shape) => throw new ArgumentException(
        $"{op}: the tensor {shape} has fewer than two axes. A matrix or a batch of them is needed.");
}
