namespace MicroGrad.Simd.Kernels;

/// <summary>Vectors of which memory holds only the first elements.</summary>
internal static unsafe class ShortVector<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    /// <summary>The elements, and zeros after them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TVector Load(T* source, nint length)
    {
        TVector x = TLanes.Zero;
        Unsafe.CopyBlockUnaligned(ref Unsafe.As<TVector, byte>(ref x), ref *(byte*)source, (uint)(length * sizeof(T)));
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(TVector x, T* destination, nint length) =>
        Unsafe.CopyBlockUnaligned(ref *(byte*)destination, ref Unsafe.As<TVector, byte>(ref x), (uint)(length * sizeof(T)));
}
