using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = erf x; slope 2/√π · e^(−x²).</summary>
internal readonly struct Erf : IVectorOpWithSlope<Erf>
{
    public static string Name => "erf";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T>
    {
        if (ScalarForm.TryApply<T, Erf>(x, out T y)) return y;
        T two = T.One + T.One, a = x * T.Sqrt(two), size = Magnitude.Of(a);
        return size < T.One ? two * GaussTail.Middle(a) : T.CopySign(T.One - two * GaussTail.Of(size), x);
    }

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorErf<T, TVector, TLanes>.Apply(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> =>
        ScalarForm.TrySlope<T, Erf>(x, out T slope) ? slope : (T.One + T.One) / T.Sqrt(T.Pi) * GaussTail.Bell(x, T.One);

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorErf<T, TVector, TLanes>.Slope(x);
}
