using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = |a| with the sign of b; slopes ±1, as the signs agree or not, and 0.</summary>
internal readonly struct CopySign : IVectorOp2<CopySign>, INumberOp, IJumps
{
    public static string Name => "copysign";

    public static Saves Saves => Saves.Left | Saves.Right;

    public static Domain LeftDomain => Domain.NonZero;

    public static Domain RightDomain => Domain.NonZero;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.CopySign(a, b);

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.CopySign(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.CopySign(T.One, a) * T.CopySign(T.One, b);

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.Zero;
}
