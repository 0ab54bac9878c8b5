namespace MicroGrad.Simd.Ops;

/// <summary>y = the angle of the point (b, a) in half turns, from −1 to 1; slopes b / (π (a² + b²)) and −a / (π (a² + b²)).</summary>
/// <remarks>At (0, 0) the slopes are NaN.</remarks>
internal readonly struct Atan2Pi : IBinaryOp<Atan2Pi>, INumberOp, IJumps
{
    public static string Name => "atan2pi";

    public static Saves Saves => Saves.Left | Saves.Right;

    public static Domain RightDomain => Domain.Positive;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Atan2Pi(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => b / T.Hypot(a, b) / (T.Pi * T.Hypot(a, b));

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => -a / T.Hypot(a, b) / (T.Pi * T.Hypot(a, b));
}
