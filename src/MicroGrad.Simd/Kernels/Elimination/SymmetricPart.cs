namespace MicroGrad.Simd.Kernels;

/// <summary>Means of a matrix and its transpose.</summary>
internal static unsafe class SymmetricPart
{
    /// <summary>y = ½(x + z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Set<T>(T* x, T* z, T* y, nint length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T half = T.CreateTruncating(0.5);
        for (nint i = 0; i < length; i++) y[i] = half * (x[i] + z[i]);
    }

    /// <summary>y += ½(x + z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(T* x, T* z, T* y, nint length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T half = T.CreateTruncating(0.5);
        for (nint i = 0; i < length; i++) y[i] += half * (x[i] + z[i]);
    }
}
