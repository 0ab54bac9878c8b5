namespace MicroGrad.Simd.Kernels;

/// <summary>What a row is divided by; a type argument, so that one source serves both norms.</summary>
internal interface INorm
{
    /// <summary>Whether the mean of a row is subtracted first and a bias added last.</summary>
    static abstract bool Centers { get; }
}

/// <summary>The standard deviation, after the mean is taken off.</summary>
internal readonly struct Centered : INorm
{
    public static bool Centers => true;
}

/// <summary>The root of the mean square.</summary>
internal readonly struct Uncentered : INorm
{
    public static bool Centers => false;
}
