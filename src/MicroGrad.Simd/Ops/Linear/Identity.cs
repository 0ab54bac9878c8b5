namespace MicroGrad.Simd.Ops;

/// <summary>y = x; slope 1. No op of the catalogue: it stands where a layer has no activation.</summary>
internal readonly struct Identity : IUnaryOp<Identity>
{
    public static string Name => "identity";

    public static Saves Saves => Saves.None;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => x;

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One;
}
