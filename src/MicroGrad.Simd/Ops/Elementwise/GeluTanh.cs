using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = x·s with s = 1 / (1 + e⁻ᵛ), v = 2√(2/π)·(x + 0.044715x³), the GELU in its tanh form; slope s + x·s·(1 − s)·v′.</summary>
internal readonly struct GeluTanh : IVectorOpWithSlope<GeluTanh>
{
    public static string Name => "gelu tanh";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T>
    {
        if (ScalarForm.TryApply<T, GeluTanh>(x, out T y)) return y;
        T t = Decay(x, out T _);
        if (x >= T.Zero) return x / (T.One + t);
        return t == T.Zero ? T.NegativeZero : x * t / (T.One + t);
    }

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorGeluTanh<T, TVector, TLanes>.Apply(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T>
    {
        if (ScalarForm.TrySlope<T, GeluTanh>(x, out T slope)) return slope;
        T t = Decay(x, out T steepness), far = x < T.Zero ? t : T.One;
        return t == T.Zero ? far : (far + x * steepness * t / (T.One + t)) / (T.One + t);
    }

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorGeluTanh<T, TVector, TLanes>.Slope(x);

    // e^−|v|, which cannot overflow, and v′.
    private static T Decay<T>(T x, out T steepness) where T : IFloatingPointIeee754<T>
    {
        T two = T.One + T.One, scale = two * T.Sqrt(two / T.Pi), cubic = T.CreateTruncating(44715) / T.CreateTruncating(1000000) * x * x;
        steepness = scale * (T.One + (two + T.One) * cubic);
        return T.Exp(-Magnitude.Of(scale * x * (T.One + cubic)));
    }
}
