namespace MicroGrad.Simd.Kernels;

/// <summary>Functions that are as small as their argument near 0, with all their digits there.</summary>
/// <remarks>.NET's own <c>ExpM1</c> and <c>LogP1</c> subtract and add the 1 literally, and lose them.</remarks>
internal static class NearZero
{
    /// <summary>eˣ − 1 = 2t / (1 − t) with t = tanh(x / 2), where that does not cancel.</summary>
    public static T ExpM1<T>(T x) where T : IFloatingPointIeee754<T>
    {
        if (x > T.One) return T.Exp(x) - T.One;
        T t = T.Tanh(x / (T.One + T.One));
        return (t + t) / (T.One - t);
    }

    /// <summary>ln(1 + x): what 1 + x rounds off is made up for by the quotient.</summary>
    /// <remarks>W. Kahan's formula; see D. Goldberg, What every computer scientist should know about floating-point arithmetic (1991), theorem 4.</remarks>
    public static T LogP1<T>(T x) where T : IFloatingPointIeee754<T>
    {
        T sum = T.One + x;
        return sum == T.One ? x : T.IsPositiveInfinity(sum) ? sum : T.Log(sum) * (x / (sum - T.One));
    }
}

/// <summary>The same for whole vectors.</summary>
internal static class NearZero<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    /// <summary>e^min(x, 0) − 1, to 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpM1OfNegative(TVector x)
    {
        // Below this nothing of eˣ is left beside 1.
        TVector lowest = TLanes.Constant(typeof(T) == typeof(float) ? -80 : -700);
        return VectorExp<T, TVector, TLanes>.LessOne(TLanes.AtLeast(TLanes.AtMost(x, TLanes.Zero), lowest));
    }
}
