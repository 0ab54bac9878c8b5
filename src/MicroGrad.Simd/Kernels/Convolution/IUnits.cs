namespace MicroGrad.Simd.Kernels;

/// <summary>Work cut into units that need nothing of one another but scratch.</summary>
internal unsafe interface IUnits<T>
    where T : unmanaged
{
    int Count { get; }

    /// <summary>Elements of scratch that one unit needs.</summary>
    int ScratchLength { get; }

    void Run(int unit, T* scratch);
}
