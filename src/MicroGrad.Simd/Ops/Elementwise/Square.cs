using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = x²; slope 2x.</summary>
internal readonly struct Square : IVectorOpWithSlope<Square>
{
    public static string Name => "square";

    public static Saves Saves => Saves.Input;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => x * x;

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Multiply(x, x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => x + x;

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Add(x, x);
}
