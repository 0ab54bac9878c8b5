namespace MicroGrad.Simd.Numerics;

/// <summary>A number with derivatives.</summary>
internal interface IZeroThroughout
{
    /// <summary>Whether it is 0 with all of them: then it is a constant factor 0, whatever it is multiplied by.</summary>
    bool IsZeroThroughout { get; }

    /// <summary>Whether all of them are 0: then another of the same number may stand for it.</summary>
    bool IsConstantThroughout { get; }
}

/// <summary>Asks it of any number.</summary>
internal static class ZeroThroughout
{
    // The JIT sees the struct behind the interface and neither boxes nor asks at run time; with a variable of the interface's type it would box.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Of<T>(T x) where T : IFloatingPointIeee754<T> => x is IZeroThroughout ? ((IZeroThroughout)x).IsZeroThroughout : x == T.Zero;

    /// <summary>Whether a number has no derivatives but 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool OfDerivatives<T>(T x) where T : IFloatingPointIeee754<T> => x is not IZeroThroughout || ((IZeroThroughout)x).IsConstantThroughout;

    /// <summary>Whether a number is the constant, and has no derivatives that a rule for that constant would lose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool OfDifference<T>(T x, T constant) where T : IFloatingPointIeee754<T> => x == constant && Of(x - constant);
}
