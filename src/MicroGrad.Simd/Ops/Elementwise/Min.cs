using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = min(a, b); slope 1 for the smaller operand, ½ for each where they are equal.</summary>
/// <remarks>NaN wins, and takes the upstream gradient.</remarks>
internal readonly struct Min : IVectorOp2<Min>
{
    public static string Name => "min";

    public static Saves Saves => Saves.Left | Saves.Right;

    public static bool KinkWhereEqual => true;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Min(a, b);

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Min(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => Ties.Share(-a, -b);

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => Ties.Share(-b, -a);

    public static void AddVjpLeft<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> da)
        where T : IFloatingPointIeee754<T> => SlopeSweep.Add<T, Ties.ShareOfMin>(dy, a, b, da);

    public static void AddVjpRight<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> db)
        where T : IFloatingPointIeee754<T> => SlopeSweep.Add<T, Ties.ShareOfMin>(dy, b, a, db);
}
