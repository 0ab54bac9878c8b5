using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>A = UᵀU with U upper triangular, in place: by rows, which is how A lies in memory. Only the upper triangle of A is read.</summary>
/// <remarks>By halves, so that most of the work is matrix products: U₁₁ᵀU₁₁ = A₁₁, U₁₂ = U₁₁⁻ᵀA₁₂, U₂₂ᵀU₂₂ = A₂₂ − U₁₂ᵀU₁₂.</remarks>
internal static unsafe class CholeskyFactor<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int SmallRows = 16;
    private const int WholeSquare = 64;

    /// <returns>The number of the first pivot that is not positive, which stands on the diagonal; −1 if there is none. NaN is let through.</returns>
    public static int Factor(INode<T> node, in MatrixView<T> a)
    {
        if (a.Rows <= SmallRows) return FactorSmall(a);
        int half = a.Rows / 2, rest = a.Rows - half;
        MatrixView<T> first = a.Block(0, half, 0, half), beside = a.Block(0, half, half, rest), second = a.Block(half, rest, half, rest);
        int failed = Factor(node, first);
        if (failed >= 0) return failed;
        TriangularSystem<T>.Solve(node, first.Transpose(), isLower: true, isUnit: false, beside);
        SubtractSquare(node, beside, second);
        failed = Factor(node, second);
        return failed < 0 ? failed : half + failed;
    }

    private static int FactorSmall(in MatrixView<T> a)
    {
        for (int k = 0; k < a.Rows; k++)
        {
            int length = a.Columns - k;
            T* pivot = a.At(k, k);
            new RowUpdate<T>(a.At(0, k), a.Stride, a.At(0, k), a.Stride, k).Run(pivot, length, T.One);
            if (*pivot <= T.Zero) return k;
            new RowUpdate<T>(a.Start, 0, a.Start, 0, 0).Run(pivot, length, T.Sqrt(*pivot));
        }

        return -1;
    }

    // C −= BᵀB, of which little more than the upper triangle is computed.
    private static void SubtractSquare(INode<T> node, in MatrixView<T> b, in MatrixView<T> c)
    {
        if (c.Rows <= WholeSquare)
        {
            c.SubtractProduct(node, b.Transpose(), b);
            return;
        }

        int half = c.Rows / 2, rest = c.Rows - half;
        MatrixView<T> left = b.Block(0, b.Rows, 0, half), right = b.Block(0, b.Rows, half, rest);
        SubtractSquare(node, left, c.Block(0, half, 0, half));
        c.Block(0, half, half, rest).SubtractProduct(node, left.Transpose(), right);
        SubtractSquare(node, right, c.Block(half, rest, half, rest));
    }
}
