namespace MicroGrad.Simd.Ops;

/// <summary>y = one of a and b; slope 1 towards that one, and ½ towards both where they are equal.</summary>
/// <remarks>Choices by magnitude jump, from a to −a; the others only have a kink.</remarks>
internal readonly struct Pick<TChoice> : IBinaryOp<Pick<TChoice>>, INumberOp, IJumps where TChoice : struct, IChoice
{
    public static string Name => TChoice.Name;

    public static Saves Saves => Saves.Left | Saves.Right | Saves.Output;

    public static bool KinkWhereEqual => true;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => TChoice.Of(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => Share(a, b, y);

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => Share(b, a, y);

    private static T Share<T>(T mine, T other, T y) where T : IFloatingPointIeee754<T>
    {
        bool isMine = mine == y || T.IsNaN(mine) && T.IsNaN(y), isOther = other == y || T.IsNaN(other) && T.IsNaN(y);
        return !isMine ? T.Zero : isOther ? T.One / (T.One + T.One) : T.One;
    }
}
