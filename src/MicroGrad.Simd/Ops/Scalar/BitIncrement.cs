namespace MicroGrad.Simd.Ops;

/// <summary>y = the next number above x; slope 1.</summary>
internal readonly struct BitIncrement : IUnaryOp<BitIncrement>, INumberOp
{
    public static string Name => "bit increment";

    public static Saves Saves => Saves.None;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.BitIncrement(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One;
}
