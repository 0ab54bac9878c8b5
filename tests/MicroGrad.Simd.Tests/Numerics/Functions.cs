using System.Numerics;

namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>Every function of generic math that has slopes, for any number.</summary>
internal static partial class Functions<T> where T : IFloatingPointIeee754<T>
{
    public static IReadOnlyList<Function<T>> All => field ??= [.. Arithmetic, .. Powers, .. Angles, .. Choices];

    private static Function<T>[] Arithmetic =>
    [
        One("op_UnaryPlus", x => +x, -3, 3),
        One("op_UnaryNegation", x => -x, -3, 3),
        One("op_CheckedUnaryNegation", x => checked(-x), -3, 3),
        One("op_Increment", x => ++x, -3, 3),
        One("op_CheckedIncrement", x => checked(++x), -3, 3),
        One("op_Decrement", x => --x, -3, 3),
        One("op_CheckedDecrement", x => checked(--x), -3, 3),
        Two("op_Addition", (a, b) => a + b, (-3, 3), (-3, 3)),
        Two("op_CheckedAddition", (a, b) => checked(a + b), (-3, 3), (-3, 3)),
        Two("op_Subtraction", (a, b) => a - b, (-3, 3), (-3, 3)),
        Two("op_CheckedSubtraction", (a, b) => checked(a - b), (-3, 3), (-3, 3)),
        Two("op_Multiply", (a, b) => a * b, (-3, 3), (-3, 3)),
        Two("op_CheckedMultiply", (a, b) => checked(a * b), (-3, 3), (-3, 3)),
        Two("op_Division", (a, b) => a / b, (-3, 3), (0.5, 3)),
        Two("op_CheckedDivision", (a, b) => checked(a / b), (-3, 3), (-3, -0.5)),
        Two("op_Modulus", (a, b) => a % b, (4.4, 5.6), (3, 4)),
        Two("op_Modulus", (a, b) => a % b, (-8.9, -8.1), (2.1, 2.6)),
        Two("Ieee754Remainder", T.Ieee754Remainder, (4.6, 5.6), (3.8, 4.2)),
        Two("Ieee754Remainder", T.Ieee754Remainder, (-6.9, -6.1), (2.1, 2.4)),
        Three("FusedMultiplyAdd", T.FusedMultiplyAdd, (-3, 3), (-3, 3), (-3, 3)),
        Three("MultiplyAddEstimate", T.MultiplyAddEstimate, (-3, 3), (-3, 3), (-3, 3)),
        Three("Lerp", T.Lerp, (-3, 3), (-3, 3), (-1, 2)),
        One("BitDecrement", T.BitDecrement, -3, 3),
        One("BitIncrement", T.BitIncrement, -3, 3),
        One("ReciprocalEstimate", T.ReciprocalEstimate, 0.5, 3),
        One("ReciprocalSqrtEstimate", T.ReciprocalSqrtEstimate, 0.5, 3),
        .. new[] { 0, 3, -2 }.Select(n => WithInteger("ScaleB", T.ScaleB, n, -3, 3)),
    ];

    private static Function<T>[] Powers =>
    [
        One("Exp", T.Exp, -2, 2),
        One("ExpM1", T.ExpM1, -2, 2),
        One("Exp2", T.Exp2, -2, 2),
        One("Exp2M1", T.Exp2M1, -2, 2),
        One("Exp10", T.Exp10, -1, 1),
        One("Exp10M1", T.Exp10M1, -1, 1),
        One("Log", T.Log, 0.4, 4),
        One("LogP1", T.LogP1, -0.6, 3),
        One("Log2", T.Log2, 0.4, 4),
        One("Log2P1", T.Log2P1, -0.6, 3),
        One("Log10", T.Log10, 0.4, 4),
        One("Log10P1", T.Log10P1, -0.6, 3),
        Two("Log", T.Log, (0.4, 4), (1.8, 6)),
        Two("Log", T.Log, (0.4, 4), (0.2, 0.6)),
        Two("Pow", T.Pow, (0.4, 3), (-2, 2)),
        .. new[] { 2, 3, -1, 0, 1 }.Select(n => new Function<T>("Pow(T,T)", (x, _, _) => T.Pow(x, T.CreateChecked(n)), (-3, -0.5))),
        .. new[] { 2.5, 0.5, -0.5 }.Select(power => new Function<T>("Pow(T,T)", (x, _, _) => T.Pow(x, T.CreateChecked(power)), (0.5, 3))),
        One("Sqrt", T.Sqrt, 0.5, 4),
        One("Cbrt", T.Cbrt, 0.5, 4),
        One("Cbrt", T.Cbrt, -4, -0.5),
        Two("Hypot", T.Hypot, (0.5, 3), (-3, 3)),
        Two("Hypot", T.Hypot, (-3, 3), (-3, -0.5)),
        .. new[] { -4, -3, -2, -1, 1, 2, 3, 4, 5 }.Select(n => WithInteger("RootN", T.RootN, n, 0.5, 4)),
        .. new[] { -3, -1, 1, 3, 5 }.Select(n => WithInteger("RootN", T.RootN, n, -4, -0.5)),
    ];

    private static Function<T>[] Angles =>
    [
        One("Cosh", T.Cosh, -2, 2),
        One("Sinh", T.Sinh, -2, 2),
        One("Tanh", T.Tanh, -2, 2),
        One("Acosh", T.Acosh, 1.4, 4),
        One("Asinh", T.Asinh, -3, 3),
        One("Atanh", T.Atanh, -0.7, 0.7),
        One("Acos", T.Acos, -0.7, 0.7),
        One("AcosPi", T.AcosPi, -0.7, 0.7),
        One("Asin", T.Asin, -0.7, 0.7),
        One("AsinPi", T.AsinPi, -0.7, 0.7),
        One("Atan", T.Atan, -3, 3),
        One("AtanPi", T.AtanPi, -3, 3),
        One("Cos", T.Cos, -3, 3),
        One("CosPi", T.CosPi, -1, 1),
        One("Sin", T.Sin, -3, 3),
        One("SinPi", T.SinPi, -1, 1),
        One("SinCos", x => T.SinCos(x).Sin, -3, 3),
        One("SinCos", x => T.SinCos(x).Cos, -3, 3),
        One("SinCosPi", x => T.SinCosPi(x).SinPi, -1, 1),
        One("SinCosPi", x => T.SinCosPi(x).CosPi, -1, 1),
        One("Tan", T.Tan, -1.1, 1.1),
        One("TanPi", T.TanPi, -0.35, 0.35),
        One("DegreesToRadians", T.DegreesToRadians, -90, 90),
        One("RadiansToDegrees", T.RadiansToDegrees, -0.1, 0.1),
        Two("Atan2", T.Atan2, (-2, 2), (0.5, 3)),
        Two("Atan2", T.Atan2, (0.5, 2), (-3, -0.4)),
        Two("Atan2Pi", T.Atan2Pi, (-2, 2), (0.5, 3)),
        Two("Atan2Pi", T.Atan2Pi, (-2, -0.5), (-3, -0.4)),
    ];
}
