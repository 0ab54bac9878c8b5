using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = eˣ; slope y.</summary>
internal readonly struct Exp : IVectorOpWithSlope<Exp>
{
    public static string Name => "exp";

    public static Saves Saves => Saves.Output;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp(x);

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorExp<T, TVector, TLanes>.Apply(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => y;

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => y;
}
