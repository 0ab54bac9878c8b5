namespace MicroGrad.Simd.Ops;

/// <summary>y = a − ⌊a / b⌋ b, with the sign of b; slopes 1 and −⌊a / b⌋.</summary>
/// <remarks>The slopes are those between the jumps, which are where a / b is an integer.</remarks>
internal readonly struct Remainder : IBinaryOp<Remainder>, IJumps
{
    public static string Name => "remainder";

    public static Saves Saves => Saves.Left | Saves.Right;

    public static Domain LeftDomain => new(4.4, 5.6);

    public static Domain RightDomain => new(3, 4);

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T>
    {
        T rest = a % b;
        return rest != T.Zero && T.IsNegative(rest) != T.IsNegative(b) ? rest + b : rest;
    }

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.One;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => -T.Floor(a / b);
}
