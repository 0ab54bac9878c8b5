namespace MicroGrad.Simd.Recording;

/// <content>Shapes, axes and extents.</content>
internal static partial class Throw
{
    [DoesNotReturn]
    public static void CannotBroadcast(string op, in Shape a, in Shape b) => throw new ArgumentException(
        $"{op}: cannot broadcast {a} with {b}. Aligned from the last axis, each pair of extents must be equal or contain a 1.");

    [DoesNotReturn]
    public static void ShapeTooLarge(ReadOnlySpan<int> extents) => throw new ArgumentException(
        $"Shape: {List(extents)} has more elements than one array can hold ({Array.MaxLength}).");

    [DoesNotReturn]
    public static void RankTooHigh(ReadOnlySpan<int> extents) => throw new ArgumentException(
        $"Shape: {List(extents)} has {extents.Length} axes; at most {Shape.MaxRank} are supported.");

    [DoesNotReturn]
    public static void NegativeExtent(ReadOnlySpan<int> extents) => throw new ArgumentException(
        $"Shape: {List(extents)} has a negative extent. Every extent must be 0 or more.");

    [DoesNotReturn]
    public static void NoSuchAxis(string op, int axis, in Shape shape) => throw new ArgumentOutOfRangeException(
        nameof(axis), $"{op}: there is no axis {axis} in shape {shape}. An axis must lie in [{-shape.Rank}, {shape.Rank}).");

    [DoesNotReturn]
    public static void RepeatedAxis(string op, int axis, ReadOnlySpan<int> axes) => throw new ArgumentException(
        $"{op}: the axes {List(axes)} name axis {axis} twice. Each axis may be named once.");

    [DoesNotReturn]
    public static void LengthMismatch(string op, int length, in Shape shape) => throw new ArgumentException(
        $"{op}: {length} elements were given for shape {shape}, which has {shape.ElementCount}.");

    [DoesNotReturn]
    public static void CannotReshape(in Shape from, in Shape to) => throw new ArgumentException(
        $"Reshape: {from} has {from.ElementCount} elements and {to} has {to.ElementCount}. A reshape must keep the number of elements.");

    [DoesNotReturn]
    public static void NotAPermutation(ReadOnlySpan<int> axes, in Shape shape) => throw new ArgumentException(
        $"Permute: {List(axes)} is not a permutation of the axes of {shape}. Each of 0 to {shape.Rank - 1} must be named once.");

    [DoesNotReturn]
    public static void SliceOutside(int axis, int start, int length, in Shape shape) => throw new ArgumentOutOfRangeException(
        nameof(start), $"Slice: {length} from {start} along axis {axis} reaches outside shape {shape}. Start and length must be at least 0 and end within the extent.");

    [DoesNotReturn]
    public static void CannotMultiply(in Shape a, in Shape b) => throw new ArgumentException(
        $"MatMul: cannot multiply {a} by {b}. Both must have an axis, and the last extent of the first must equal the last but one of the second, or the only one of a vector.");

    [DoesNotReturn]
    public static void CannotApplyLayer(in Shape x, in Shape weight, in Shape bias) => throw new ArgumentException(
        $"Linear: x {x}, weight {weight} and bias {bias} do not fit. The weight must be [inputs, outputs] with inputs the last extent of x, and the bias [outputs].");

    [DoesNotReturn]
    public static void EmptyExtreme(string op, in Shape shape) => throw new ArgumentException(
        $"{op}: shape {shape} has no elements along the reduced axes, and a {op.ToLowerInvariant()}imum over nothing does not exist.");

    [DoesNotReturn]
    public static void NotARow(string op, string what, in Shape row, in Shape shape) => throw new ArgumentException(
        $"{op}: the {what} {row} does not fit the tensor {shape}. It must have shape [{shape[^1]}], one element for each of the last axis.");

    private static string List(ReadOnlySpan<int> values) => $"[{string.Join(", ", values.ToArray())}]";
}
