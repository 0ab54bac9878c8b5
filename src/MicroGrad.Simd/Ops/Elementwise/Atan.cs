namespace MicroGrad.Simd.Ops;

/// <summary>y = arctan x; slope 1 / (1 + x²).</summary>
internal readonly struct Atan : IUnaryOp<Atan>
{
    public static string Name => "atan";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Atan(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (T.One + x * x);
}
