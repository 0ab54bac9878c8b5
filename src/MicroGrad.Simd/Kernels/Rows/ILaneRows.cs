namespace MicroGrad.Simd.Kernels;

/// <summary>How rows lie in vectors, so that one kernel source serves wide rows and narrow ones.</summary>
/// <remarks>Whatever is one number per row is a vector in the kernel, in which every lane holds the number of the row that the lane belongs to.</remarks>
internal unsafe interface ILaneRows<T, TVector>
    where T : unmanaged
    where TVector : struct
{
    /// <summary>The sum over each row of what its lanes hold.</summary>
    static abstract TVector Sum(TVector lanes);

    /// <summary>The largest of what the lanes of each row hold; any of them where one is NaN.</summary>
    static abstract TVector Largest(TVector lanes);

    static abstract TVector LoadColumn(T* column);

    static abstract void StoreColumn(TVector x, T* column);
}
