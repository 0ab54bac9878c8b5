namespace MicroGrad.Simd.Ops;

/// <summary>The larger, and the other where one is NaN.</summary>
internal readonly struct MaxNumber : IChoice
{
    public static string Name => "MaxNumber";

    public static T Of<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.MaxNumber(a, b);
}

/// <summary>The smaller, and the other where one is NaN.</summary>
internal readonly struct MinNumber : IChoice
{
    public static string Name => "MinNumber";

    public static T Of<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.MinNumber(a, b);
}

/// <summary>That further from 0.</summary>
internal readonly struct MaxMagnitude : IChoice
{
    public static string Name => "MaxMagnitude";

    public static T Of<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.MaxMagnitude(a, b);
}

/// <summary>That nearer to 0.</summary>
internal readonly struct MinMagnitude : IChoice
{
    public static string Name => "MinMagnitude";

    public static T Of<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.MinMagnitude(a, b);
}

/// <summary>That further from 0, and the other where one is NaN.</summary>
internal readonly struct MaxMagnitudeNumber : IChoice
{
    public static string Name => "MaxMagnitudeNumber";

    public static T Of<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.MaxMagnitudeNumber(a, b);
}

/// <summary>That nearer to 0, and the other where one is NaN.</summary>
internal readonly struct MinMagnitudeNumber : IChoice
{
    public static string Name => "MinMagnitudeNumber";

    public static T Of<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.MinMagnitudeNumber(a, b);
}
