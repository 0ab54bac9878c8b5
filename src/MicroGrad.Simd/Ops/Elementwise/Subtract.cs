using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = a − b; slopes 1 and −1.</summary>
internal readonly struct Subtract : IVectorOp2<Subtract>
{
    public static string Name => "−";

    public static Saves Saves => Saves.None;

    public static bool SlopeIsOne(int operand) => operand == 0;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => a - b;

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Subtract(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.One;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => -T.One;

    public static void AddVjpLeft<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> da)
        where T : IFloatingPointIeee754<T> => FunctionMap2.Run<T, Add>(da, dy, da);

    public static void AddVjpRight<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> db)
        where T : IFloatingPointIeee754<T> => FunctionMap2.Run<T, Subtract>(db, dy, db);
}
