namespace MicroGrad.Simd.Ops;

/// <summary>y = sinh x; slope cosh x.</summary>
internal readonly struct Sinh : IUnaryOp<Sinh>
{
    public static string Name => "sinh";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Sinh(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Cosh(x);
}
