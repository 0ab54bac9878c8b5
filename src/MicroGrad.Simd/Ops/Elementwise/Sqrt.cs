using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = √x; slope 1 / (2y).</summary>
internal readonly struct Sqrt : IUnaryOp<Sqrt>, IVectorFunction, IVectorSlope
{
    public static string Name => "sqrt";

    public static Saves Saves => Saves.Output;

    public static Domain Domain => Domain.Positive;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Sqrt(x);

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Sqrt(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (y + y);

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Divide(TLanes.Constant(1), TLanes.Add(y, y));

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => FunctionMap.Run<T, Sqrt>(x, y);

    public static void AddVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx) where T : IFloatingPointIeee754<T> =>
        SlopeSweep.Add<T, Sqrt>(dy, x, y, dx);
}
