namespace MicroGrad.Simd.Ops;

/// <summary>y = the next number below x; slope 1.</summary>
internal readonly struct BitDecrement : IUnaryOp<BitDecrement>, INumberOp
{
    public static string Name => "bit decrement";

    public static Saves Saves => Saves.None;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.BitDecrement(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One;
}
