using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = max(a, 0) + b (e^min(a, 0) − 1); slopes 1 for a &gt; 0, else b eᵃ, and e^min(a, 0) − 1.</summary>
/// <remarks>D.-A. Clevert, T. Unterthiner and S. Hochreiter, Fast and accurate deep network learning by exponential linear units (2015). At a = 0 the slope is b.</remarks>
internal readonly struct Elu : IBinaryOp<Elu>
{
    public static string Name => "elu";

    public static Saves Saves => Saves.Left | Saves.Right;

    public static int Work => 4;

    public static Domain LeftDomain => Domain.NonZero;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Max(a, T.Zero) + b * NearZero.ExpM1(T.Min(a, T.Zero));

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => a > T.Zero ? T.One : b * T.Exp(a);

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => NearZero.ExpM1(T.Min(a, T.Zero));
}
