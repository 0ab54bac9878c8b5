using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = a b; slopes b and a.</summary>
internal readonly struct Multiply : IVectorOp2<Multiply>
{
    public static string Name => "×";

    public static Saves Saves => Saves.Left | Saves.Right;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => a * b;

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Multiply(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => b;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => a;

    public static void AddVjpLeft<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> da)
        where T : IFloatingPointIeee754<T> => SlopeSweep.Add<T, OtherFactor>(dy, b, y, da);

    public static void AddVjpRight<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> db)
        where T : IFloatingPointIeee754<T> => SlopeSweep.Add<T, OtherFactor>(dy, a, y, db);

    /// <summary>The slope of one factor is the other.</summary>
    private readonly struct OtherFactor : IVectorSlope
    {
        public static T Slope<T>(T other, T y) where T : IFloatingPointIeee754<T> => other;

        public static TVector Slope<T, TVector, TLanes>(TVector other, TVector y)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => other;
    }
}
