using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Numerics;

namespace MicroGrad.Simd.Ops;

/// <summary>y = ln(1 + x), with all its digits near 0; slope 1 / (1 + x).</summary>
internal readonly struct LogP1 : IUnaryOp<LogP1>
{
    public static string Name => "log1p";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static Domain Domain => new(-1, double.PositiveInfinity);

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> =>
        x is IZeroThroughout ? T.LogP1(x) : NearZero.LogP1(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (T.One + x);
}
