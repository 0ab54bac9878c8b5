namespace MicroGrad.Simd.Ops;

/// <summary>y = arsinh x; slope 1 / √(x² + 1).</summary>
internal readonly struct Asinh : IUnaryOp<Asinh>
{
    public static string Name => "asinh";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Asinh(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / T.Hypot(x, T.One);
}
