using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = −x; slope −1.</summary>
internal readonly struct Negate : IVectorOp<Negate>
{
    public static string Name => "neg";

    public static Saves Saves => Saves.None;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => -x;

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Negate(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => -T.One;

    public static void AddVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx) where T : IFloatingPointIeee754<T> =>
        FunctionMap2.Run<T, Subtract>(dx, dy, dx);
}
