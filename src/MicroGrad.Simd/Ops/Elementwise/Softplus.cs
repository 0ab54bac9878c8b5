using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = ln(1 + eˣ); slope 1 / (1 + e⁻ˣ).</summary>
internal readonly struct Softplus : IVectorOpWithSlope<Softplus>
{
    public static string Name => "softplus";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T>
    {
        if (ScalarForm.TryApply<T, Softplus>(x, out T y)) return y;

        // What 1 + t rounds off is given back.
        T t = T.Exp(-Magnitude.Of(x)), u = T.One + t;
        return (x < T.Zero ? T.Zero : x) + (T.Log(u) + (t - (u - T.One)) / u);
    }

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorSoftplus<T, TVector, TLanes>.Apply(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T>
    {
        if (ScalarForm.TrySlope<T, Softplus>(x, out T slope)) return slope;
        T t = T.Exp(-Magnitude.Of(x));
        return (x < T.Zero ? t : T.One) / (T.One + t);
    }

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorSigmoid<T, TVector, TLanes>.Apply(x);
}
