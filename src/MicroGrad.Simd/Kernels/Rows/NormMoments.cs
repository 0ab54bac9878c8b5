namespace MicroGrad.Simd.Kernels;

/// <summary>Means over one row.</summary>
/// <remarks>
/// The share is that of one element, 1 / length. The variance takes two passes, the second about the mean found in the first, less the square of what that mean is off by.
/// Source: T. Chan, G. Golub and R. LeVeque, "Algorithms for Computing the Sample Variance", The American Statistician 37(3), 1983.
/// </remarks>
internal static unsafe class NormMoments<T, TVector, TLanes>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    /// <summary>The mean, what it lost by rounding, and the mean square distance from both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Variance(T* x, nint length, T share, out T mean, out T rest)
    {
        mean = TLanes.Sum(RowTotals<T, TVector, TLanes>.Sum(x, length)) * share;
        TVector middle = TLanes.Broadcast(mean);
        nint i = RowHead<T, TVector, TLanes>.Step(length);
        TVector s0 = TLanes.And(RowHead<T, TVector, TLanes>.Lanes(i), TLanes.Subtract(TLanes.Load(x), middle)), s1 = TLanes.Zero;
        TVector q0 = TLanes.Multiply(s0, s0), q1 = s1;
        for (; i <= length - 2 * TLanes.Count; i += 2 * TLanes.Count)
        {
            Add(x + i, middle, ref s0, ref q0);
            Add(x + i + TLanes.Count, middle, ref s1, ref q1);
        }

        if (i < length) Add(x + i, middle, ref s0, ref q0);
        rest = TLanes.Sum(TLanes.Add(s0, s1)) * share;
        T variance = TLanes.Sum(TLanes.Add(q0, q1)) * share - rest * rest;
        return variance < T.Zero ? T.Zero : variance;
    }

    /// <summary>The mean of x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MeanSquare(T* x, nint length, T share) => TLanes.Sum(RowTotals<T, TVector, TLanes>.Dot(x, x, length)) * share;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(T* x, TVector middle, ref TVector sum, ref TVector squares)
    {
        TVector distance = TLanes.Subtract(TLanes.Load(x), middle);
        sum = TLanes.Add(sum, distance);
        TLanes.AddProduct(ref squares, distance, distance);
    }
}
