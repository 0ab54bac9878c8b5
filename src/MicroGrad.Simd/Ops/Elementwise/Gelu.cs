using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = x·Φ(x), the GELU with the normal distribution Φ; slope Φ(x) + x·φ(x).</summary>
internal readonly struct Gelu : IVectorOpWithSlope<Gelu>
{
    public static string Name => "gelu";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T>
    {
        if (ScalarForm.TryApply<T, Gelu>(x, out T y)) return y;

        // Where nothing is left of the tail, x times it is 0 even for −∞.
        T tail = GaussTail.Of(Magnitude.Of(x));
        if (x < T.Zero) return tail == T.Zero ? T.NegativeZero : x * tail;
        return x * (T.One - tail);
    }

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorGelu<T, TVector, TLanes>.Apply(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T>
    {
        if (ScalarForm.TrySlope<T, Gelu>(x, out T slope)) return slope;
        T size = Magnitude.Of(x), tail = GaussTail.Of(size), below = tail == T.Zero ? tail : tail - size * GaussTail.Density(size);
        return x < T.Zero ? below : T.One - below;
    }

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorGelu<T, TVector, TLanes>.Slope(x);
}
