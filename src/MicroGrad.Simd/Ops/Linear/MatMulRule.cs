using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>Y = A B for matrices; VJPs: dA += dY Bᵀ, dB += Aᵀ dY. A transposed view is multiplied as it stands.</summary>
internal sealed class MatMulRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly MatMulRule<T> Instance = new();

    public override string Name => "matmul";

    public override void Forward(INode<T> node)
    {
        Matrix a = Matrix.Of(node, 0), b = Matrix.Of(node, 1);
        Multiply(node, a, b, node.Output, Combination<T>.Overwrite);
    }

    public override void Backward(INode<T> node)
    {
        var dy = new Matrix(node.Upstream, node.Shape[0], node.Shape[1], node.Shape[1], transposed: false);
        if (node.Wants(0)) Multiply(node, dy, Matrix.Of(node, 1).Transpose(), node.Grad(0), Combination<T>.Accumulate);
        if (node.Wants(1)) Multiply(node, Matrix.Of(node, 0).Transpose(), dy, node.Grad(1), Combination<T>.Accumulate);
    }

    private static void Multiply(INode<T> node, in Matrix a, in Matrix b, Span<T> c, in Combination<T> combination)
    {
        var product = new MatrixProduct<T>(a.Transposed, b.Transposed, a.Rows, b.Columns, a.Columns, node.Threads);
        product.Multiply(a.Elements, a.Stride, b.Elements, b.Stride, c, b.Columns, combination, node.Scratch(product.ScratchLength));
    }

    /// <summary>An operand as the kernel takes it: rows × columns, stored that way or transposed, one stored row a stride after the other.</summary>
    private readonly ref struct Matrix
    {
        public Matrix(ReadOnlySpan<T> elements, int rows, int columns, int stride, bool transposed)
        {
            Elements = elements;
            Rows = rows;
            Columns = columns;
            Stride = stride;
            Transposed = transposed;
        }

        public ReadOnlySpan<T> Elements { get; }

        public int Rows { get; }

        public int Columns { get; }

        public int Stride { get; }

        public bool Transposed { get; }

        public static Matrix Of(INode<T> node, int operand)
        {
            ref readonly Layout layout = ref node.Layout(operand);
            int rows = layout.Shape[0], columns = layout.Shape[1];
            int rowStride = layout.Strides[0], columnStride = layout.Strides[1];
            if (columnStride == 1 && rowStride >= columns) return new(node.Storage(operand)[layout.Offset..], rows, columns, rowStride, false);
            if (rowStride == 1 && columnStride >= rows) return new(node.Storage(operand)[layout.Offset..], rows, columns, columnStride, true);
            return new(node.Elements(operand), rows, columns, columns, false);
        }

        public Matrix Transpose() => new(Elements, Columns, Rows, Stride, !Transposed);
    }
}
