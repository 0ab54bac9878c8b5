namespace MicroGrad.Simd.Ops;

/// <summary>y = x; slope 0, so that no gradient flows through it.</summary>
internal readonly struct Detach : IUnaryOp<Detach>, INumberOp
{
    public static string Name => "detach";

    public static Saves Saves => Saves.None;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => x;

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Zero;
}
