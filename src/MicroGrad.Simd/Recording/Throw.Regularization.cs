namespace MicroGrad.Simd.Recording;

/// <content>Channels and dropout.</content>
internal static partial class Throw
{
    [DoesNotReturn]
    public static void NoChannels(string op, in Shape shape) => throw new ArgumentException(
        $"{op}: the tensor {shape} has no channels. It must be [samples, channels, ...].");

    [DoesNotReturn]
    public static void NotOfChannels(string op, string what, in Shape given, in Shape shape) => throw new ArgumentException(
        $"{op}: the {what} {given} does not fit the tensor {shape}. It must have shape [{shape[1]}], one element for each channel.");

    [DoesNotReturn]
    public static void NotGroups(string op, int groups, in Shape shape) => throw new ArgumentException(
        $"{op}: the {shape[1]} channels of {shape} cannot be divided into {groups} groups. The number must be at least 1 and divide the channels.");

    [DoesNotReturn]
    public static void OneSample(string op, in Shape shape) => throw new ArgumentException(
        $"{op}: in training, {shape} has one element for each channel, and the variance of one element says nothing. At least two are needed.");

    [DoesNotReturn]
    public static void NotARate(string op, double rate) => throw new ArgumentOutOfRangeException(
        nameof(rate), $"{op}: the rate is {rate}. It must lie in [0, 1].");
}
