namespace MicroGrad.Simd.Kernels;

/// <summary>The probability that a normal variable exceeds a ≥ 0, ½ erfc(a / √2), as a product so that it does not underflow too soon.</summary>
/// <remarks>
/// The product is e^(−a²/2)·g(a), where the square keeps its rounding error: 100 ulp of the result otherwise hang on it. With t = 1 / (a + k),
/// g(a) = t·q(1 − 2kt) for a polynomial q, the substitution of M. M. Shepherd and J. G. Laframboise, Chebyshev approximation of
/// (1 + 2x) exp(x²) erfc x in 0 ≤ x &lt; ∞ (1981); coefficients found as for <see cref="VectorExp{T, TVector, TLanes}"/>.
/// </remarks>
internal static class VectorGaussTail<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    /// <summary>From here on the tail times its argument rounds to 0.</summary>
    public static double Highest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 14.5 : 39;
    }

    /// <summary>g(a), and the exponential; a ≤ <see cref="Highest"/> or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector a, out TVector exp)
    {
        TVector square = TLanes.Multiply(a, a), minusHalf = TLanes.Constant(-0.5);
        TVector lost = TwoFold<T, TVector, TLanes>.ProductError(a, a, square);
        exp = VectorExp<T, TVector, TLanes>.OfSum(TLanes.Multiply(square, minusHalf), TLanes.Multiply(lost, minusHalf));

        // g falls so steeply at 0 that one ulp of t is four of the result: t is corrected by what rounding took from the sum and the quotient.
        TVector one = TLanes.Constant(1), k = TLanes.Constant(K), sum = TLanes.Add(a, k), sumLost = TLanes.Add(TLanes.Subtract(k, sum), a);
        TVector t = TLanes.Divide(one, sum), product = TLanes.Multiply(t, sum);
        TVector error = TLanes.Subtract(TLanes.Subtract(one, product), TwoFold<T, TVector, TLanes>.ProductError(t, sum, product));
        TVector tLow = TLanes.Multiply(t, TLanes.SubtractProduct(error, t, sumLost));
        TVector minusTwoK = TLanes.Constant(-2 * K), u = TLanes.MultiplyAdd(tLow, minusTwoK, TLanes.MultiplyAdd(t, minusTwoK, one));
        TVector q = Q(u);
        return TLanes.MultiplyAdd(t, q, TLanes.Multiply(tLow, q));
    }

    private static double K
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? 4 : 4.5;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Q(TVector u)
    {
        TVector third = TLanes.Multiply(TLanes.Multiply(u, u), u), sixth = TLanes.Multiply(third, third);
        if (typeof(T) == typeof(float))
        {
            TVector p0 = Polynomial<T, TVector, TLanes>.Of(u, 0.7552851438522339, -0.6078966856002808, 0.38713666796684265, -0.18652138113975525, 0.060405317693948746, -0.007534981705248356);
            TVector p1 = Polynomial<T, TVector, TLanes>.Of(u, -0.0035194777883589268, 0.0015830943593755364, 0.00019216521468479186, -0.0001302618911722675);
            return TLanes.MultiplyAdd(p1, sixth, p0);
        }
        else
        {
            TVector p0 = Polynomial<T, TVector, TLanes>.Of(u,
                0.7632305289702032, -0.640257760252617, 0.4464525170556702, -0.2531417999509702, 0.11138259657063762, -0.03387132617711957);
            TVector p1 = Polynomial<T, TVector, TLanes>.Of(u,
                0.004223613371753728, 0.001748830566947639, -0.0009177464160156464, 6.381167456510013e-06, 0.00011204218215787739, -1.5933233392190013e-05);
            TVector p2 = Polynomial<T, TVector, TLanes>.Of(u,
                -1.4233902509272273e-05, 3.1909811494214532e-06, 2.137774527097365e-06, -5.026748737174155e-07, -3.7079048841327984e-07, 6.647491173208814e-08);
            TVector p3 = Polynomial<T, TVector, TLanes>.Of(u,
                6.155763712963267e-08, -8.411266174979742e-09, -5.815161686816489e-09, 2.431003796506564e-09, -3.6183169378348965e-10, -7.246502124148861e-10);
            return TLanes.MultiplyAdd(TLanes.MultiplyAdd(TLanes.MultiplyAdd(p3, sixth, p2), sixth, p1), sixth, p0);
        }
    }
}
