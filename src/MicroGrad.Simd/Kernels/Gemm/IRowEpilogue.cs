namespace MicroGrad.Simd.Kernels;

/// <summary>What is done to the elements of a product when their sums are complete, while they are still in a near cache.</summary>
/// <remarks>
/// Every element comes exactly once. Blocks come in no order, and with threads several at a time; how they are cut is the product's choice, so an
/// epilogue treats each element on its own. It is passed by value to other threads and so holds no references, only numbers and pinned pointers.
/// </remarks>
internal interface IRowEpilogue<T>
    where T : unmanaged
{
    void Apply(in ResultBlock<T> block);
}

/// <summary>Leaves the product as it is, at no cost.</summary>
internal readonly struct NoEpilogue<T> : IRowEpilogue<T>
    where T : unmanaged
{
    public void Apply(in ResultBlock<T> block)
    {
    }
}
