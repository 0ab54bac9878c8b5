namespace MicroGrad.Simd.Ops;

/// <summary>y = arcosh x; slope 1 / √(x² − 1).</summary>
internal readonly struct Acosh : IUnaryOp<Acosh>
{
    public static string Name => "acosh";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static Domain Domain => new(1, double.PositiveInfinity);

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Acosh(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (T.Sqrt(x - T.One) * T.Sqrt(x + T.One));
}
