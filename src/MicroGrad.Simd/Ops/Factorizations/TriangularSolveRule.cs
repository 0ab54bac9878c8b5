using System.Numerics.Tensors;
using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>Y = op(A)⁻¹B, A triangular; VJPs: dB += G = op(A)⁻ᵀdY, and dA −= GYᵀ, or YGᵀ where A is transposed, in the triangle that is read.</summary>
/// <remarks>M. Giles, "An extended collection of matrix derivative results for forward and reverse mode algorithmic differentiation" (2008), 2.3.1.</remarks>
internal sealed class TriangularSolveRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The node's argument.</summary>
    public const int Upper = 1, Transposed = 2, Unit = 4;

    public static readonly TriangularSolveRule<T> Instance = new();

    public override string Name => "triangular solve";

    public override void Forward(INode<T> node)
    {
        Shape batch = node.Shape.Leading(node.Shape.Rank - 2);
        int n = node.Shape[^2], columns = node.Shape[^1], size = n * columns;
        var a = MatrixBatch<T>.Operand(node, 0, batch);
        var sources = new Places(node.Layout(1).Shape, batch);
        ReadOnlySpan<T> b = node.Elements(1);
        for (int i = 0; i < batch.ElementCount; i++)
        {
            Span<T> y = node.Output.Slice(i * size, size);
            b.Slice(sources[i] * size, size).CopyTo(y);
            Solve(node, a[i], isAdjoint: false, MatrixView<T>.Result(y, n, columns));
        }
    }

    public override void Backward(INode<T> node)
    {
        Shape batch = node.Shape.Leading(node.Shape.Rank - 2);
        int n = node.Shape[^2], columns = node.Shape[^1], size = n * columns;
        var a = MatrixBatch<T>.Operand(node, 0, batch);
        Places ofA = new(node.Layout(0).Shape, batch), ofB = new(node.Layout(1).Shape, batch);
        Span<T> scratch = node.Scratch(size + n * n, number: 1), g = scratch[..size];
        MatrixView<T> gMatrix = MatrixView<T>.Result(g, n, columns), product = MatrixView<T>.Result(scratch[size..], n, n);
        bool isTransposed = (node.Argument & Transposed) != 0;
        for (int i = 0; i < batch.ElementCount; i++)
        {
            node.Upstream.Slice(i * size, size).CopyTo(g);
            Solve(node, a[i], isAdjoint: true, gMatrix);
            if (node.Wants(1))
            {
                Span<T> db = node.Grad(1).Slice(ofB[i] * size, size);
                TensorPrimitives.Add(db, g, db);
            }

            if (!node.Wants(0)) continue;
            MatrixView<T> y = MatrixView<T>.Result(node.Output.Slice(i * size, size), n, columns);
            product.SetProduct(node, isTransposed ? y : gMatrix, (isTransposed ? gMatrix : y).Transpose(), Combination<T>.Overwrite);
            SubtractTriangle(node, product, MatrixView<T>.Result(node.Grad(0).Slice(ofA[i] * n * n, n * n), n, n));
        }
    }

    private static void Solve(INode<T> node, in MatrixView<T> a, bool isAdjoint, in MatrixView<T> x)
    {
        bool isUpper = (node.Argument & Upper) != 0, isTransposed = ((node.Argument & Transposed) != 0) != isAdjoint;
        TriangularSystem<T>.Solve(node, isTransposed ? a.Transpose() : a, isLower: isUpper == isTransposed, (node.Argument & Unit) != 0, x);
    }

    private static void SubtractTriangle(INode<T> node, in MatrixView<T> product, in MatrixView<T> da)
    {
        bool isUpper = (node.Argument & Upper) != 0;
        int diagonal = (node.Argument & Unit) != 0 ? 0 : 1;
        for (int i = 0; i < da.Rows; i++)
        {
            int from = isUpper ? i + 1 - diagonal : 0, to = isUpper ? da.Columns : i + diagonal;
            Span<T> row = da.Row(i, from, to);
            TensorPrimitives.Subtract(row, product.Row(i, from, to), row);
        }
    }
}
