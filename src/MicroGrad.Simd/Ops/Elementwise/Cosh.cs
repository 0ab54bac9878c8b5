namespace MicroGrad.Simd.Ops;

/// <summary>y = cosh x; slope sinh x.</summary>
internal readonly struct Cosh : IUnaryOp<Cosh>
{
    public static string Name => "cosh";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static Domain Domain => Domain.NonZero;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Cosh(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Sinh(x);
}
