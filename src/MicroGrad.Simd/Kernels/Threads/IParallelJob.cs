namespace MicroGrad.Simd.Kernels;

/// <summary>Work that is cut into parts which need nothing of one another.</summary>
internal interface IParallelJob
{
    /// <summary>Does one part; any thread may, and parts may run at the same time.</summary>
    void Run(int part);
}
