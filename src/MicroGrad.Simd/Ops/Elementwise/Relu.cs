using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = max(x, 0); slope 0 for x ≤ 0, else 1.</summary>
/// <remarks>The slope at 0 is 0. NaN passes through, and so does its upstream gradient.</remarks>
internal readonly struct Relu : IVectorOp<Relu>
{
    public static string Name => "relu";

    public static Saves Saves => Saves.Output;

    public static Domain Domain => Domain.NonZero;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => x <= T.Zero ? T.Zero : x;

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Select(TLanes.LessThanOrEqual(x, TLanes.Zero), TLanes.Zero, x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => y <= T.Zero ? T.Zero : T.One;

    public static void AddVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx) where T : IFloatingPointIeee754<T> =>
        Elementwise.AddWherePositive(dy, y, dx);
}
