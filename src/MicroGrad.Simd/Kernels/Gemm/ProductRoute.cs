namespace MicroGrad.Simd.Kernels;

/// <summary>Which kernel family computes a product.</summary>
internal enum ProductRoute
{
    /// <summary>m, n or k is 0: nothing to multiply.</summary>
    Empty,

    /// <summary>m or n is 1: one pass over the other matrix at the speed of memory.</summary>
    MatrixVector,

    /// <summary>Register tiles, packed or in place.</summary>
    Blocked,

    /// <summary>Blocked, but for Cᵀ = op(B)ᵀ·op(A)ᵀ, which is then transposed into C.</summary>
    BlockedTransposed,
}
