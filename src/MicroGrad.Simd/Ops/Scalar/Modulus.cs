namespace MicroGrad.Simd.Ops;

/// <summary>y = a − b·trunc(a / b), with the sign of a; slopes 1 and −trunc(a / b).</summary>
/// <remarks>The slopes are those between the jumps, which are where a / b is an integer.</remarks>
internal readonly struct Modulus : IBinaryOp<Modulus>, INumberOp, IJumps
{
    public static string Name => "%";

    public static Saves Saves => Saves.Left | Saves.Right;

    public static Domain LeftDomain => new(4.4, 5.6);

    public static Domain RightDomain => new(3, 4);

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => a % b;

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.One;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => -T.Truncate(a / b);
}
