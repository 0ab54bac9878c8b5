namespace MicroGrad.Simd.Ops;

/// <summary>y = 10ˣ; slope y ln 10.</summary>
internal readonly struct Exp10 : IUnaryOp<Exp10>, INumberOp
{
    public static string Name => "exp10";

    public static Saves Saves => Saves.Output;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp10(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => y * T.Log(T.CreateTruncating(10));
}
