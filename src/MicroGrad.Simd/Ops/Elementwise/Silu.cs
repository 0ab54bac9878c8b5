using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = x σ(x), also called swish; slope σ(x) (1 + x (1 − σ(x))).</summary>
/// <remarks>S. Elfwing, E. Uchibe and K. Doya, Sigmoid-weighted linear units (2017). −∞ gives −0, the limit.</remarks>
internal readonly struct Silu : IVectorOpWithSlope<Silu>
{
    public static string Name => "silu";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T>
    {
        if (ScalarForm.TryApply<T, Silu>(x, out T y)) return y;
        T s = Sigmoid.Apply(x);
        return s == T.Zero ? T.NegativeZero : x * s;
    }

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector s = VectorSigmoid<T, TVector, TLanes>.Apply(x);
        return TLanes.Select(TLanes.EqualTo(s, TLanes.Zero), TLanes.Constant(-0.0), TLanes.Multiply(x, s));
    }

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T>
    {
        if (ScalarForm.TrySlope<T, Silu>(x, out T slope)) return slope;
        T s = Sigmoid.Apply(x), rest = T.One - s;
        return s == T.Zero || rest == T.Zero ? s : s * (T.One + x * rest);
    }

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector one = TLanes.Constant(1), s = VectorSigmoid<T, TVector, TLanes>.Apply(x), rest = TLanes.Subtract(one, s);
        TVector isFlat = TLanes.Or(TLanes.EqualTo(s, TLanes.Zero), TLanes.EqualTo(rest, TLanes.Zero));
        return TLanes.Select(isFlat, s, TLanes.Multiply(s, TLanes.Add(one, TLanes.Multiply(x, rest))));
    }
}
