namespace MicroGrad.Simd.Kernels;

/// <summary>erf x, to 4 ulp: x·p(x²) up to ¾, from there on 1 less the tail of the normal distribution.</summary>
internal static class VectorErf<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x)
    {
        // In doubles both parts together are more than the JIT inlines into one loop; past its budget every operation would be a call.
        TVector magnitude = TLanes.Abs(x), large = typeof(T) == typeof(double) ? LargeByCall(magnitude) : Large(magnitude);
        TVector small = TLanes.Multiply(x, Small(TLanes.Multiply(x, x)));
        return TLanes.Select(TLanes.LessThan(magnitude, TLanes.Constant(0.75)), small, TLanes.CopySign(large, x));
    }

    /// <summary>2/√π · e^(−x²), where the square keeps what its rounding took.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope(TVector x)
    {
        TVector square = TLanes.Multiply(x, x), lost = TwoFold<T, TVector, TLanes>.ProductError(x, x, square);
        TVector exp = VectorExp<T, TVector, TLanes>.OfSum(TLanes.Negate(square), TLanes.Negate(lost));
        return TLanes.Multiply(exp, TLanes.Constant(1.1283791670955126));
    }

    // 1 − erfc x
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Large(TVector x)
    {
        TVector a = TLanes.AtMost(TLanes.Multiply(x, TLanes.Constant(1.4142135623730951)), TLanes.Constant(VectorGaussTail<T, TVector, TLanes>.Highest));
        TVector g = VectorGaussTail<T, TVector, TLanes>.Apply(a, out TVector exp);
        return TLanes.SubtractProduct(TLanes.Constant(1), TLanes.Add(g, g), exp);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TVector LargeByCall(TVector x) => Large(x);

    // erf(√z) / √z
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Small(TVector z)
    {
        if (typeof(T) == typeof(float))
            return Polynomial<T, TVector, TLanes>.Of(z, 1.1283791065216064, -0.3761211335659027, 0.11276358366012573, -0.02649073489010334, 0.004423430655151606, -0.00018774386262521148);

        TVector third = TLanes.Multiply(TLanes.Multiply(z, z), z), sixth = TLanes.Multiply(third, third);
        TVector p0 = Polynomial<T, TVector, TLanes>.Of(z, 1.1283791670955126, -0.37612638903183204, 0.11283791670922703, -0.02686617063766127, 0.005223977537559542, -0.0008548321040051367);
        TVector p1 = Polynomial<T, TVector, TLanes>.Of(z, 0.00012055082193816979, -1.4919024851829434e-05, 1.6352724439141933e-06, -1.5289229129881428e-07, 9.162743752330018e-09);
        return TLanes.MultiplyAdd(p1, sixth, p0);
    }
}
