namespace MicroGrad.Simd.Tests.Numerics;

/// <content>Functions that pass one of their operands on, each on either side of its kinks, and short ways to write a row.</content>
internal static partial class Functions<T>
{
    private static Function<T>[] Choices =>
    [
        One("Abs", T.Abs, 0.4, 3),
        One("Abs", T.Abs, -3, -0.4),
        Two("CopySign", T.CopySign, (0.4, 3), (-3, -0.4)),
        Two("CopySign", T.CopySign, (-3, -0.4), (-3, -0.4)),
        .. Bounded("Clamp", T.Clamp),
        .. Bounded("ClampNative", T.ClampNative),
        .. Either("Max", T.Max),
        .. Either("MaxNative", T.MaxNative),
        .. Either("MaxNumber", T.MaxNumber),
        .. Either("Min", T.Min),
        .. Either("MinNative", T.MinNative),
        .. Either("MinNumber", T.MinNumber),
        .. Either("MaxMagnitude", T.MaxMagnitude),
        .. Either("MaxMagnitudeNumber", T.MaxMagnitudeNumber),
        .. Either("MinMagnitude", T.MinMagnitude),
        .. Either("MinMagnitudeNumber", T.MinMagnitudeNumber),
    ];

    private static Function<T>[] Either(string name, Func<T, T, T> f) =>
    [
        Two(name, f, (-3, -2), (0.5, 1.5)),
        Two(name, f, (0.5, 1.5), (-3, -2)),
    ];

    private static Function<T>[] Bounded(string name, Func<T, T, T, T> f) =>
    [
        Three(name, f, (-0.5, 0.5), (-2, -1), (1, 2)),
        Three(name, f, (-4, -3), (-2, -1), (1, 2)),
        Three(name, f, (3, 4), (-2, -1), (1, 2)),
    ];

    private static Function<T> One(string name, Func<T, T> f, double low, double high) => new($"{name}(T)", (x, _, _) => f(x), (low, high));

    private static Function<T> WithInteger(string name, Func<T, int, T> f, int n, double low, double high) => new($"{name}(T,Int32)", (x, _, _) => f(x, n), (low, high));

    private static Function<T> Two(string name, Func<T, T, T> f, params (double Low, double High)[] domain) => new($"{name}(T,T)", (a, b, _) => f(a, b), domain);

    private static Function<T> Three(string name, Func<T, T, T, T> f, params (double Low, double High)[] domain) => new($"{name}(T,T,T)", f, domain);
}
