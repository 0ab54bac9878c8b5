namespace MicroGrad.Simd.Ops;

/// <summary>y = a rounded to some decimal digits, in one of .NET's ways; slope 0, even where it jumps.</summary>
/// <remarks>Digits and way are the second operand, as one number that no gradient flows to.</remarks>
internal readonly struct RoundTo : IBinaryOp<RoundTo>, INumberOp, IJumps
{
    private const int Modes = 8;

    public static string Name => "round to";

    public static Saves Saves => Saves.None;

    public static T Encode<T>(int digits, MidpointRounding mode) where T : IFloatingPointIeee754<T> => T.CreateChecked(digits * Modes + (int)mode);

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T>
    {
        int code = int.CreateTruncating(b);
        return T.Round(a, code / Modes, (MidpointRounding)(code % Modes));
    }

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.Zero;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.Zero;
}
