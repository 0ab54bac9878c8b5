namespace MicroGrad.Simd.Ops;

/// <summary>yᵢ = Π x up to i. No slope divides by a factor, so zeros among them do no harm.</summary>
internal readonly struct RunningProduct : IRunning
{
    public static string Name => "cumulative product";

    public static T Identity<T>() where T : IFloatingPointIeee754<T> => T.One;

    public static T Next<T>(T before, T x) where T : IFloatingPointIeee754<T> => before * x;

    public static T Carry<T>(T before, T x, T y) where T : IFloatingPointIeee754<T> => x;

    public static T Slope<T>(T before, T x, T y) where T : IFloatingPointIeee754<T> => before;
}
