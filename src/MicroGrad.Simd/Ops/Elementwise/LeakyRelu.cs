using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = max(a, 0) + b min(a, 0); slopes 1 for a &gt; 0, else b, and min(a, 0).</summary>
/// <remarks>At a = 0 the slope is b.</remarks>
internal readonly struct LeakyRelu : IVectorOp2<LeakyRelu>
{
    public static string Name => "leaky relu";

    public static Saves Saves => Saves.Left | Saves.Right;

    public static Domain LeftDomain => Domain.NonZero;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Max(a, T.Zero) + b * T.Min(a, T.Zero);

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Add(TLanes.Max(a, TLanes.Zero), TLanes.Multiply(b, TLanes.Min(a, TLanes.Zero)));

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => a > T.Zero ? T.One : b;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.Min(a, T.Zero);
}
