namespace MicroGrad.Simd.Ops;

/// <summary>y = 2ˣ; slope y ln 2.</summary>
internal readonly struct Exp2 : IUnaryOp<Exp2>
{
    public static string Name => "exp2";

    public static Saves Saves => Saves.Output;

    public static int Work => 4;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp2(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => y * T.Log(T.One + T.One);
}
