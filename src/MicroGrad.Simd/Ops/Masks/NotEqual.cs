using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = 1 where a ≠ b; NaN differs from everything, else 0.</summary>
internal readonly struct NotEqual : IVectorOp2<NotEqual>, IComparison
{
    public static string Name => "!=";

    public static Saves Saves => Saves.None;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => a != b ? T.One : T.Zero;

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Select(TLanes.EqualTo(a, b), TLanes.Zero, TLanes.Constant(1));

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.Zero;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.Zero;
}
