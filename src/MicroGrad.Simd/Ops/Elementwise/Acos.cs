namespace MicroGrad.Simd.Ops;

/// <summary>y = arccos x; slope −1 / √(1 − x²).</summary>
internal readonly struct Acos : IUnaryOp<Acos>
{
    public static string Name => "acos";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static Domain Domain => new(-1, 1);

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Acos(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => -T.One / T.Sqrt((T.One - x) * (T.One + x));
}
