using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = x tanh(ln(1 + eˣ)); slope t + x (1 − t²) σ(x), t the tangent.</summary>
/// <remarks>D. Misra, Mish (2019). With e = eˣ and n = e (e + 2) the tangent is n / (n + 2); above 20 (40 for wider types than float) it is 1. −∞ gives −0, the limit.</remarks>
internal readonly struct Mish : IVectorOpWithSlope<Mish>
{
    public static string Name => "mish";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T>
    {
        if (ScalarForm.TryApply<T, Mish>(x, out T y)) return y;
        T n = Power(x, out T _);
        return n == T.Zero ? T.NegativeZero : x * (n / (n + (T.One + T.One)));
    }

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector n = Power<T, TVector, TLanes>(x, out _);
        return TLanes.Select(TLanes.EqualTo(n, TLanes.Zero), TLanes.Constant(-0.0), TLanes.Multiply(x, TLanes.Divide(n, TLanes.Add(n, TLanes.Constant(2)))));
    }

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T>
    {
        if (ScalarForm.TrySlope<T, Mish>(x, out T slope)) return slope;
        T two = T.One + T.One, n = Power(x, out T e), below = n + two;
        return e == T.Zero ? T.Zero : n / below + T.Min(x, T.CreateChecked(Flat<T>())) * (e / (T.One + e)) * (two / below) * ((n + n + two) / below);
    }

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector two = TLanes.Constant(2), n = Power<T, TVector, TLanes>(x, out TVector e), below = TLanes.Add(n, two);
        TVector rest = TLanes.Multiply(TLanes.Divide(two, below), TLanes.Divide(TLanes.Add(TLanes.Add(n, n), two), below));
        TVector bend = TLanes.Multiply(TLanes.Multiply(TLanes.AtMost(x, TLanes.Constant(Flat<T>())), TLanes.Divide(e, TLanes.Add(TLanes.Constant(1), e))), rest);
        return TLanes.Select(TLanes.EqualTo(e, TLanes.Zero), TLanes.Zero, TLanes.Add(TLanes.Divide(n, below), bend));
    }

    // From here on the tangent rounds to 1.
    private static double Flat<T>() => typeof(T) == typeof(float) ? 20 : 40;

    private static T Power<T>(T x, out T e) where T : IFloatingPointIeee754<T>
    {
        e = T.Exp(T.Min(x, T.CreateChecked(Flat<T>())));
        return e * (e + (T.One + T.One));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Power<T, TVector, TLanes>(TVector x, out TVector e)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        e = VectorExp<T, TVector, TLanes>.OfNotHigh(TLanes.AtMost(x, TLanes.Constant(Flat<T>())));
        return TLanes.Multiply(e, TLanes.Add(e, TLanes.Constant(2)));
    }
}
