namespace MicroGrad.Simd.Ops;

/// <summary>y = arctan x / π; slope 1 / (π (1 + x²)).</summary>
internal readonly struct AtanPi : IUnaryOp<AtanPi>, INumberOp
{
    public static string Name => "atanpi";

    public static Saves Saves => Saves.Input;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.AtanPi(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (T.Pi * (T.One + x * x));
}
