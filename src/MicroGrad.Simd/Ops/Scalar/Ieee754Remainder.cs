namespace MicroGrad.Simd.Ops;

/// <summary>y = a − b·round(a / b), the even quotient of two; slopes 1 and −round(a / b).</summary>
/// <remarks>The slopes are those between the jumps, which are halfway between integral quotients.</remarks>
internal readonly struct Ieee754Remainder : IBinaryOp<Ieee754Remainder>, INumberOp, IJumps
{
    public static string Name => "ieee remainder";

    public static Saves Saves => Saves.Left | Saves.Right;

    public static Domain LeftDomain => new(4.6, 6.4);

    public static Domain RightDomain => new(3.8, 4.2);

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Ieee754Remainder(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.One;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => -T.Round(a / b);
}
