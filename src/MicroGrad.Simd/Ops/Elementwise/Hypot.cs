namespace MicroGrad.Simd.Ops;

/// <summary>y = √(a² + b²) without overflow; slopes a / y and b / y.</summary>
/// <remarks>At (0, 0) the slopes are 0.</remarks>
internal readonly struct Hypot : IBinaryOp<Hypot>
{
    public static string Name => "hypot";

    public static Saves Saves => Saves.Left | Saves.Right | Saves.Output;

    public static int Work => 4;

    public static Domain LeftDomain => Domain.NonZero;

    public static Domain RightDomain => Domain.NonZero;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Hypot(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => y == T.Zero ? y : a / y;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => y == T.Zero ? y : b / y;
}
