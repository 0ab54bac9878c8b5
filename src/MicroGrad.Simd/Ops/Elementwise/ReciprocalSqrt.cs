using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = 1 / √x; slope −½y³.</summary>
internal readonly struct ReciprocalSqrt : IVectorOpWithSlope<ReciprocalSqrt>
{
    public static string Name => "reciprocal sqrt";

    public static Saves Saves => Saves.Output;

    public static Domain Domain => Domain.Positive;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.One / T.Sqrt(x);

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Divide(TLanes.Constant(1), TLanes.Sqrt(x));

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => y * y * y / -(T.One + T.One);

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Divide(TLanes.Multiply(TLanes.Multiply(y, y), y), TLanes.Constant(-2));
}
