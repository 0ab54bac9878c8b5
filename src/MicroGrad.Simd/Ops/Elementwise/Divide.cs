using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = a / b; slopes 1 / b and −y / b.</summary>
internal readonly struct Divide : IVectorOp2<Divide>
{
    public static string Name => "÷";

    public static Saves Saves => Saves.Right | Saves.Output;

    public static Domain RightDomain => Domain.NonZero;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => a / b;

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Divide(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.One / b;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => -y / b;

    public static void AddVjpLeft<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> da)
        where T : IFloatingPointIeee754<T> => SlopeSweep.Add<T, LeftSlope>(dy, b, y, da);

    public static void AddVjpRight<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> db)
        where T : IFloatingPointIeee754<T> => SlopeSweep.Add<T, RightSlope>(dy, b, y, db);

    /// <summary>1 / b</summary>
    private readonly struct LeftSlope : IVectorSlope
    {
        public static T Slope<T>(T b, T y) where T : IFloatingPointIeee754<T> => T.One / b;

        public static TVector Slope<T, TVector, TLanes>(TVector b, TVector y)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => TLanes.Divide(TLanes.Constant(1), b);
    }

    /// <summary>−y / b</summary>
    private readonly struct RightSlope : IVectorSlope
    {
        public static T Slope<T>(T b, T y) where T : IFloatingPointIeee754<T> => -y / b;

        public static TVector Slope<T, TVector, TLanes>(TVector b, TVector y)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => TLanes.Divide(TLanes.Negate(y), b);
    }
}
