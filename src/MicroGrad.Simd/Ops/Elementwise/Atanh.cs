namespace MicroGrad.Simd.Ops;

/// <summary>y = artanh x; slope 1 / (1 − x²).</summary>
internal readonly struct Atanh : IUnaryOp<Atanh>
{
    public static string Name => "atanh";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static Domain Domain => new(-1, 1);

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Atanh(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / ((T.One - x) * (T.One + x));
}
