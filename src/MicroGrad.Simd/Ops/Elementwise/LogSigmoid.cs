using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = ln σ(x) = −ln(1 + e⁻ˣ); slope σ(−x).</summary>
internal readonly struct LogSigmoid : IVectorOpWithSlope<LogSigmoid>
{
    public static string Name => "log sigmoid";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => -Softplus.Apply(-x);

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Negate(VectorSoftplus<T, TVector, TLanes>.Apply(TLanes.Negate(x)));

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => Softplus.Slope(-x, x);

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorSigmoid<T, TVector, TLanes>.Apply(TLanes.Negate(x));
}
