using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = x²; slope 2x.</summary>
internal readonly struct Square : IUnaryOp<Square>, IVectorFunction, IVectorSlope
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

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => FunctionMap.Run<T, Square>(x, y);

    public static void AddVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx) where T : IFloatingPointIeee754<T> =>
        SlopeSweep.Add<T, Square>(dy, x, y, dx);
}
