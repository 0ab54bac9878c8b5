using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = ln x; slope 1 / x.</summary>
internal readonly struct Log : IVectorOpWithSlope<Log>
{
    public static string Name => "log";

    public static Saves Saves => Saves.Input;

    public static Domain Domain => Domain.Positive;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Log(x);

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorLog<T, TVector, TLanes>.Apply(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / x;

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Divide(TLanes.Constant(1), x);
}
