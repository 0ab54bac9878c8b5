namespace MicroGrad.Simd.Ops;

/// <summary>y = log₁₀ x; slope 1 / (x ln 10).</summary>
internal readonly struct Log10 : IUnaryOp<Log10>
{
    public static string Name => "log10";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static Domain Domain => Domain.Positive;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Log10(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (x * T.Log(T.CreateChecked(10)));
}
