namespace MicroGrad.Simd.Ops;

/// <summary>y = tan πx; slope π (1 + y²).</summary>
internal readonly struct TanPi : IUnaryOp<TanPi>, INumberOp
{
    public static string Name => "tanpi";

    public static Saves Saves => Saves.Output;

    public static Domain Domain => new(-0.5, 0.5);

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.TanPi(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Pi * (T.One + y * y);
}
