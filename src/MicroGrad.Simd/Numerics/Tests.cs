using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Programs;

namespace MicroGrad.Simd.Numerics;

internal readonly struct IsLess : ITest
{
    public static string Name => "<";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => a < b;

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => VectorLaneOp2<Less, T>.Instance;
}

internal readonly struct IsLessOrEqual : ITest
{
    public static string Name => "≤";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => a <= b;

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => VectorLaneOp2<LessOrEqual, T>.Instance;
}

internal readonly struct IsEqual : ITest
{
    public static string Name => "=";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => a == b;

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => VectorLaneOp2<Equal, T>.Instance;
}

/// <summary>Equal, NaN being equal to NaN.</summary>
internal readonly struct IsSame : ITest
{
    public static string Name => "same";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => a == b ? T.IsNegative(a) == T.IsNegative(b) : T.IsNaN(a) && T.IsNaN(b);

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => BinaryLaneOp<TestOp<IsSame>, T>.Instance;
}

internal readonly struct IsEvenInteger : ITest
{
    public static string Name => "IsEvenInteger";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsEvenInteger(a);

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => BinaryLaneOp<TestOp<IsEvenInteger>, T>.Instance;
}

internal readonly struct IsFinite : ITest
{
    public static string Name => "IsFinite";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsFinite(a);

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => BinaryLaneOp<TestOp<IsFinite>, T>.Instance;
}

internal readonly struct IsInfinity : ITest
{
    public static string Name => "IsInfinity";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsInfinity(a);

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => BinaryLaneOp<TestOp<IsInfinity>, T>.Instance;
}

internal readonly struct IsInteger : ITest
{
    public static string Name => "IsInteger";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsInteger(a);

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => BinaryLaneOp<TestOp<IsInteger>, T>.Instance;
}

internal readonly struct IsNaN : ITest
{
    public static string Name => "IsNaN";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsNaN(a);

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => BinaryLaneOp<TestOp<IsNaN>, T>.Instance;
}

internal readonly struct IsNegative : ITest
{
    public static string Name => "IsNegative";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsNegative(a);

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => BinaryLaneOp<TestOp<IsNegative>, T>.Instance;
}

internal readonly struct IsNegativeInfinity : ITest
{
    public static string Name => "IsNegativeInfinity";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsNegativeInfinity(a);

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => BinaryLaneOp<TestOp<IsNegativeInfinity>, T>.Instance;
}

internal readonly struct IsNormal : ITest
{
    public static string Name => "IsNormal";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsNormal(a);

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => BinaryLaneOp<TestOp<IsNormal>, T>.Instance;
}

internal readonly struct IsOddInteger : ITest
{
    public static string Name => "IsOddInteger";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsOddInteger(a);

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => BinaryLaneOp<TestOp<IsOddInteger>, T>.Instance;
}

internal readonly struct IsPositive : ITest
{
    public static string Name => "IsPositive";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsPositive(a);

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => BinaryLaneOp<TestOp<IsPositive>, T>.Instance;
}

internal readonly struct IsPositiveInfinity : ITest
{
    public static string Name => "IsPositiveInfinity";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsPositiveInfinity(a);

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => BinaryLaneOp<TestOp<IsPositiveInfinity>, T>.Instance;
}

internal readonly struct IsSubnormal : ITest
{
    public static string Name => "IsSubnormal";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsSubnormal(a);

    public static LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => BinaryLaneOp<TestOp<IsSubnormal>, T>.Instance;
}
