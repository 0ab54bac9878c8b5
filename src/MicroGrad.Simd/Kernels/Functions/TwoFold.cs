namespace MicroGrad.Simd.Kernels;

/// <summary>Numbers kept as a sum of two.</summary>
internal static class TwoFold<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    /// <summary>What rounding took from x·y; exact unless it underflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ProductError(TVector x, TVector y, TVector product)
    {
        if (FusedProducts.AreSupported) return TLanes.MultiplySubtract(x, y, product);

        // Without fused products, those of halves, which are exact (Dekker).
        TVector xHigh = High(x), yHigh = High(y), xLow = TLanes.Subtract(x, xHigh), yLow = TLanes.Subtract(y, yHigh);
        TVector error = TLanes.Subtract(TLanes.Multiply(xHigh, yHigh), product);
        error = TLanes.Add(error, TLanes.Multiply(xHigh, yLow));
        error = TLanes.Add(error, TLanes.Multiply(xLow, yHigh));
        return TLanes.Add(error, TLanes.Multiply(xLow, yLow));
    }

    /// <summary>z − x·y, rounded once; without fused products only where the difference is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LessProduct(TVector z, TVector x, TVector y)
    {
        if (FusedProducts.AreSupported) return TLanes.SubtractProduct(z, x, y);

        TVector product = TLanes.Multiply(x, y);
        return TLanes.Subtract(TLanes.Subtract(z, product), ProductError(x, y, product));
    }

    // The upper half of the bits (Veltkamp).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector High(TVector x)
    {
        TVector large = TLanes.Multiply(x, TLanes.Constant(typeof(T) == typeof(float) ? 4097 : 134217729));
        return TLanes.Subtract(large, TLanes.Subtract(large, x));
    }
}
