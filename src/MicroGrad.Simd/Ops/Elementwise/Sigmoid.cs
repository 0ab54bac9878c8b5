using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = 1 / (1 + e⁻ˣ); slope y (1 − y).</summary>
internal readonly struct Sigmoid : IVectorOpWithSlope<Sigmoid>
{
    public static string Name => "sigmoid";

    public static Saves Saves => Saves.Output;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorSigmoid<T, TVector, TLanes>.Apply(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => y * (T.One - y);

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Multiply(y, TLanes.Subtract(TLanes.Constant(1), y));
}
