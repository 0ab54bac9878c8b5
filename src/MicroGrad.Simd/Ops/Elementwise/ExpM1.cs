using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Numerics;

namespace MicroGrad.Simd.Ops;

/// <summary>y = eˣ − 1, with all its digits near 0; slope eˣ.</summary>
internal readonly struct ExpM1 : IUnaryOp<ExpM1>
{
    public static string Name => "expm1";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> =>
        x is IZeroThroughout ? T.ExpM1(x) : NearZero.ExpM1(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Exp(x);
}
