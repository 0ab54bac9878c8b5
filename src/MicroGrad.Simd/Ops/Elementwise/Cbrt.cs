namespace MicroGrad.Simd.Ops;

/// <summary>y = ∛x; slope 1 / (3y²).</summary>
internal readonly struct Cbrt : IUnaryOp<Cbrt>
{
    public static string Name => "cbrt";

    public static Saves Saves => Saves.Output;

    public static int Work => 4;

    public static Domain Domain => Domain.NonZero;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Cbrt(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (T.CreateChecked(3) * y * y);
}
