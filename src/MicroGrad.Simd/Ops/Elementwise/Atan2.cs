namespace MicroGrad.Simd.Ops;

/// <summary>y = the angle of the point (b, a), from −π to π; slopes b / (a² + b²) and −a / (a² + b²).</summary>
/// <remarks>At (0, 0) the slopes are NaN.</remarks>
internal readonly struct Atan2 : IBinaryOp<Atan2>, IJumps
{
    public static string Name => "atan2";

    public static Saves Saves => Saves.Left | Saves.Right;

    public static int Work => 4;

    public static Domain RightDomain => Domain.Positive;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Atan2(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T>
    {
        T size = T.Hypot(a, b);
        return b / size / size;
    }

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T>
    {
        T size = T.Hypot(a, b);
        return -a / size / size;
    }
}
