namespace MicroGrad.Simd.Numerics;

internal readonly struct IsLess : ITest
{
    public static string Name => "<";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => a < b;
}

internal readonly struct IsLessOrEqual : ITest
{
    public static string Name => "≤";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => a <= b;
}

internal readonly struct IsEqual : ITest
{
    public static string Name => "=";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => a == b;
}

/// <summary>Equal, NaN being equal to NaN.</summary>
internal readonly struct IsSame : ITest
{
    public static string Name => "same";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => a == b ? T.IsNegative(a) == T.IsNegative(b) : T.IsNaN(a) && T.IsNaN(b);
}

internal readonly struct IsEvenInteger : ITest
{
    public static string Name => "IsEvenInteger";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsEvenInteger(a);
}

internal readonly struct IsFinite : ITest
{
    public static string Name => "IsFinite";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsFinite(a);
}

internal readonly struct IsInfinity : ITest
{
    public static string Name => "IsInfinity";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsInfinity(a);
}

internal readonly struct IsInteger : ITest
{
    public static string Name => "IsInteger";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsInteger(a);
}

internal readonly struct IsNaN : ITest
{
    public static string Name => "IsNaN";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsNaN(a);
}

internal readonly struct IsNegative : ITest
{
    public static string Name => "IsNegative";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsNegative(a);
}

internal readonly struct IsNegativeInfinity : ITest
{
    public static string Name => "IsNegativeInfinity";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsNegativeInfinity(a);
}

internal readonly struct IsNormal : ITest
{
    public static string Name => "IsNormal";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsNormal(a);
}

internal readonly struct IsOddInteger : ITest
{
    public static string Name => "IsOddInteger";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsOddInteger(a);
}

internal readonly struct IsPositive : ITest
{
    public static string Name => "IsPositive";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsPositive(a);
}

internal readonly struct IsPositiveInfinity : ITest
{
    public static string Name => "IsPositiveInfinity";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsPositiveInfinity(a);
}

internal readonly struct IsSubnormal : ITest
{
    public static string Name => "IsSubnormal";

    public static bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.IsSubnormal(a);
}
