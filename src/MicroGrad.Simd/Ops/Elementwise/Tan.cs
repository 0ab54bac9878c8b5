namespace MicroGrad.Simd.Ops;

/// <summary>y = tan x; slope 1 + y².</summary>
internal readonly struct Tan : IUnaryOp<Tan>
{
    public static string Name => "tan";

    public static Saves Saves => Saves.Output;

    public static int Work => 4;

    public static Domain Domain => new(-1.5, 1.5);

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Tan(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One + y * y;
}
