namespace MicroGrad.Simd.Ops;

/// <summary>yᵢ = Σ x up to i, added up in order.</summary>
internal readonly struct RunningSum : IRunning
{
    public static string Name => "cumulative sum";

    public static T Identity<T>() where T : IFloatingPointIeee754<T> => T.Zero;

    public static T Next<T>(T before, T x) where T : IFloatingPointIeee754<T> => before + x;

    public static T Carry<T>(T before, T x, T y) where T : IFloatingPointIeee754<T> => T.One;

    public static T Slope<T>(T before, T x, T y) where T : IFloatingPointIeee754<T> => T.One;
}
