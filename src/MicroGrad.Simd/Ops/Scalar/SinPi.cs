namespace MicroGrad.Simd.Ops;

/// <summary>y = sin πx; slope π cos πx.</summary>
internal readonly struct SinPi : IUnaryOp<SinPi>, INumberOp
{
    public static string Name => "sinpi";

    public static Saves Saves => Saves.Input;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.SinPi(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Pi * T.CosPi(x);
}
