using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = sin x; slope cos x.</summary>
internal readonly struct Sin : IUnaryOp<Sin>, IVectorFunction, IVectorSlope
{
    public static string Name => "sin";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Sin(x);

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorSinCos<T, TVector, TLanes>.Sin(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Cos(x);

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorSinCos<T, TVector, TLanes>.Cos(x);

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> =>
        WideRange.Run<T, Sin>(x, y, SinCosLimit.Of<T>());

    public static void AddVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx) where T : IFloatingPointIeee754<T> =>
        WideRange.Add<T, Sin>(dy, x, dx, SinCosLimit.Of<T>());
}
