namespace MicroGrad.Simd.Ops;

/// <summary>y = log₂ x; slope 1 / (x ln 2).</summary>
internal readonly struct Log2 : IUnaryOp<Log2>
{
    public static string Name => "log2";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static Domain Domain => Domain.Positive;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Log2(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (x * T.Log(T.One + T.One));
}
