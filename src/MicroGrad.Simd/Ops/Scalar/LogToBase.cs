namespace MicroGrad.Simd.Ops;

/// <summary>y = ln a / ln b; slopes 1 / (a ln b) and −y / (b ln b).</summary>
internal readonly struct LogToBase : IBinaryOp<LogToBase>, INumberOp
{
    public static string Name => "log to base";

    public static Saves Saves => Saves.Left | Saves.Right | Saves.Output;

    public static Domain LeftDomain => Domain.Positive;

    public static Domain RightDomain => new(1.5, 10);

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Log(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.One / (a * T.Log(b));

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => -y / (b * T.Log(b));
}
