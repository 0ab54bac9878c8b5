namespace MicroGrad.Simd.Ops;

/// <summary>y = arcsin x / π; slope 1 / (π √(1 − x²)).</summary>
internal readonly struct AsinPi : IUnaryOp<AsinPi>, INumberOp
{
    public static string Name => "asinpi";

    public static Saves Saves => Saves.Input;

    public static Domain Domain => new(-1, 1);

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.AsinPi(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (T.Pi * T.Sqrt((T.One - x) * (T.One + x)));
}
