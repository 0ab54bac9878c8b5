namespace MicroGrad.Simd.Recording;

/// <content>Convolutions, pools and resampling.</content>
internal static partial class Throw
{
    [DoesNotReturn]
    public static void NotImages(string op, in Shape x, in Shape weight, int spatialAxes) => throw new ArgumentException(
        $"{op}: x {x} and weight {weight} do not fit. x must be [batch, channels, {Spatial(spatialAxes)}], and the weight must have as many axes.");

    [DoesNotReturn]
    public static void NotImages(string op, in Shape x, int spatialAxes) => throw new ArgumentException(
        $"{op}: x {x} does not fit. It must be [batch, channels, {Spatial(spatialAxes)}].");

    [DoesNotReturn]
    public static void CannotConvolve(string op, in Shape x, in Shape weight, int groups) => throw new ArgumentException(
        $"{op}: x {x}, weight {weight} and groups {groups} do not fit. The weight must be [filters, channels / groups, kernel], with filters and channels multiples of groups.");

    [DoesNotReturn]
    public static void CannotConvolveTransposed(string op, in Shape x, in Shape weight, int groups) => throw new ArgumentException(
        $"{op}: x {x}, weight {weight} and groups {groups} do not fit. The weight must be [channels, filters / groups, kernel], with channels a multiple of groups.");

    [DoesNotReturn]
    public static void NotABias(string op, in Shape bias, int filters) => throw new ArgumentException(
        $"{op}: the bias {bias} does not fit. It must have shape [{filters}], one element for each filter.");

    [DoesNotReturn]
    public static void NoFilters(string op, in Shape weight) => throw new ArgumentException(
        $"{op}: the weight {weight} has no filters or no channels. It must have at least one of each.");

    [DoesNotReturn]
    public static void TooSmall(string op, string what, object value, int least) => throw new ArgumentOutOfRangeException(
        what, $"{op}: the {what} is {value}. It must be at least {least}.");

    [DoesNotReturn]
    public static void NoWindow(string op, in Shape x, Pair kernel, Pair padding, Pair dilation) => throw new ArgumentException(
        $"{op}: no window fits into x {x}: the kernel is {kernel}, the padding {padding}, the dilation {dilation}. Pad more, or take a smaller kernel.");

    [DoesNotReturn]
    public static void OutputPadding(string op, Pair outputPadding, Pair stride, Pair dilation) => throw new ArgumentOutOfRangeException(
        nameof(outputPadding), $"{op}: the outputPadding is {outputPadding}. It must be below the stride {stride} or the dilation {dilation}.");

    [DoesNotReturn]
    public static void NothingLeft(string op, in Shape x, Pair kernel, Pair padding) => throw new ArgumentException(
        $"{op}: nothing is left of x {x}: the kernel is {kernel}, the padding {padding}. Pad less, or take a larger kernel.");

    [DoesNotReturn]
    public static void TooMuchPadding(string op, Pair padding, Pair kernel, Pair dilation) => throw new ArgumentOutOfRangeException(
        nameof(padding), $"{op}: the padding is {padding}. It must be at most half of a window: the kernel is {kernel}, the dilation {dilation}.");

    [DoesNotReturn]
    public static void NoPixels(string op, in Shape x) => throw new ArgumentException(
        $"{op}: x {x} has no elements along an axis that windows are to cover.");

    [DoesNotReturn]
    public static void SizeOrScale(string op) => throw new ArgumentException($"{op}: one of size and scale must be given, and not both.");

    private static string Spatial(int axes) => axes == 1 ? "width" : "height, width";
}
