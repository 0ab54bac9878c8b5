using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>X ← A⁻¹X in place, A triangular.</summary>
/// <remarks>
/// By halves, so that most of the work is matrix products: with A₁₁, A₂₁ and A₂₂ the blocks of a lower A, X₁ ← A₁₁⁻¹X₁, X₂ ← A₂₂⁻¹(X₂ − A₂₁X₁).
/// Only the triangle is read.
/// </remarks>
internal static unsafe class TriangularSystem<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int SmallRows = 16;

    /// <param name="node">For scratch.</param>
    /// <param name="a">Square; a transposed view is as good.</param>
    /// <param name="isLower">Which triangle of the view it is.</param>
    /// <param name="isUnit">The diagonal is 1 and not read.</param>
    /// <param name="x">Not transposed; as many rows as A.</param>
    public static void Solve(INode<T> node, in MatrixView<T> a, bool isLower, bool isUnit, in MatrixView<T> x)
    {
        if (a.Rows <= SmallRows)
        {
            SolveSmall(a, isLower, isUnit, x);
            return;
        }

        int half = a.Rows / 2, rest = a.Rows - half;
        MatrixView<T> top = x.Block(0, half, 0, x.Columns), bottom = x.Block(half, rest, 0, x.Columns);
        MatrixView<T> first = a.Block(0, half, 0, half), second = a.Block(half, rest, half, rest);
        if (isLower)
        {
            Solve(node, first, isLower, isUnit, top);
            bottom.SubtractProduct(node, a.Block(half, rest, 0, half), top);
            Solve(node, second, isLower, isUnit, bottom);
        }
        else
        {
            Solve(node, second, isLower, isUnit, bottom);
            top.SubtractProduct(node, a.Block(0, half, half, rest), bottom);
            Solve(node, first, isLower, isUnit, top);
        }
    }

    private static void SolveSmall(in MatrixView<T> a, bool isLower, bool isUnit, in MatrixView<T> x)
    {
        nint alongRow = a.IsTransposed ? a.Stride : 1;
        for (int step = 0; step < a.Rows; step++)
        {
            int i = isLower ? step : a.Rows - 1 - step, from = isLower ? 0 : i + 1;
            new RowUpdate<T>(a.At(i, from), alongRow, x.At(from, 0), x.Stride, step).Run(x.At(i, 0), x.Columns, isUnit ? T.One : a[i, i]);
        }
    }
}
