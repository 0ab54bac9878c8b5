namespace MicroGrad.Simd.Ops;

/// <summary>y = x without its fraction; slope 0, even where it jumps.</summary>
internal readonly struct Truncate : IUnaryOp<Truncate>, INumberOp, IJumps
{
    public static string Name => "truncate";

    public static Saves Saves => Saves.None;

    public static Domain Domain => new(0.5, 0.9);

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Truncate(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Zero;
}
