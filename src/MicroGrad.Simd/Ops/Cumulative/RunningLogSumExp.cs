namespace MicroGrad.Simd.Ops;

/// <summary>yᵢ = ln Σ eˣ up to i, as max + ln(1 + e^−distance). Both slopes are at most 1: e^(before − y) and e^(x − y).</summary>
/// <remarks>What is −∞ adds nothing, and has slope 0.</remarks>
internal readonly struct RunningLogSumExp : IRunning
{
    public static string Name => "cumulative logsumexp";

    public static T Identity<T>() where T : IFloatingPointIeee754<T> => T.NegativeInfinity;

    public static T Next<T>(T before, T x) where T : IFloatingPointIeee754<T>
    {
        T largest = T.Max(before, x);
        return T.IsInfinity(largest) ? largest : largest + T.LogP1(T.Exp(T.Min(before, x) - largest));
    }

    public static T Carry<T>(T before, T x, T y) where T : IFloatingPointIeee754<T> => Share(before, y);

    public static T Slope<T>(T before, T x, T y) where T : IFloatingPointIeee754<T> => Share(x, y);

    private static T Share<T>(T part, T y) where T : IFloatingPointIeee754<T> => T.IsNegativeInfinity(part) ? T.Zero : T.Exp(part - y);
}
