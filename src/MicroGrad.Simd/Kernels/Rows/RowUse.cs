namespace MicroGrad.Simd.Kernels;

/// <summary>Which operands of a <see cref="RowSet{T}"/> a kernel uses, besides reading X.</summary>
[Flags]
internal enum RowUse
{
    ReadsOther = 1,
    ReadsY = 2,
    WritesY = 4,
    ReadsColumns = 8,
    WritesColumns = 16,
}
