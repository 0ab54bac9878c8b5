using System.Numerics.Tensors;
using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = cos x; slope −sin x.</summary>
internal readonly struct Cos : IUnaryOp<Cos>, IVectorSlope
{
    public static string Name => "cos";

    public static Saves Saves => Saves.Input;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Cos(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => -T.Sin(x);

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Negate(TLanes.Sin(x));

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => TensorPrimitives.Cos(x, y);

    public static void AddVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx) where T : IFloatingPointIeee754<T> =>
        SlopeSweep.Add<T, Cos>(dy, x, y, dx);
}
