namespace MicroGrad.Simd.Ops;

/// <summary>y = cos πx; slope −π sin πx.</summary>
internal readonly struct CosPi : IUnaryOp<CosPi>, INumberOp
{
    public static string Name => "cospi";

    public static Saves Saves => Saves.Input;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.CosPi(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => -(T.Pi * T.SinPi(x));
}
