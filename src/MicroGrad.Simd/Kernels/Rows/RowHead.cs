namespace MicroGrad.Simd.Kernels;

/// <summary>The elements of a row before its whole vectors: the first vector overlaps the second one, and what they share counts in the second.</summary>
/// <remarks>
/// So a loop over a row has one body for all of its vectors: it starts with a step of <see cref="Step"/> and leaves out the lanes that are
/// <see cref="Shared"/>, and goes on with whole steps and no such lanes. A row must fill a vector.
/// </remarks>
internal static class RowHead<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    /// <summary>How many elements of a row the first vector stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Step(nint length)
    {
        nint rest = length & (TLanes.Count - 1);
        return rest == 0 ? TLanes.Count : rest;
    }

    /// <summary>A mask of the lanes that a first vector of such a step has in common with the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Shared(nint step) => TailMask.OfLast<T, TVector, TLanes>(TLanes.Count - step);
}
