namespace MicroGrad.Simd.Kernels;

/// <summary>Work on rows that need nothing of one another.</summary>
internal interface IRowWork
{
    /// <summary>Does the rows [first, end); any thread may, and parts may run at the same time.</summary>
    void Run(int part, int first, int end);
}
