using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>A matrix as the kernel takes it: stored as it is or transposed, one stored row a stride after the other.</summary>
internal readonly unsafe struct MatrixView<T>(T* start, int rows, int columns, int stride, bool isTransposed = false)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T* Start => start;

    public int Rows => rows;

    public int Columns => columns;

    /// <summary>Elements from one stored row to the next.</summary>
    public int Stride => stride;

    public bool IsTransposed => isTransposed;

    /// <summary>The stored rows, with what lies between them.</summary>
    public Span<T> Elements => rows == 0 || columns == 0 ? [] : new(start, isTransposed ? (columns - 1) * stride + rows : (rows - 1) * stride + columns);

    public ref T this[int row, int column] => ref *At(row, column);

    public T* At(int row, int column) => start + (isTransposed ? (nint)column * stride + row : (nint)row * stride + column);

    /// <summary>The last two axes of an operand, where it stands; only if none of them has unit stride is it copied.</summary>
    public static MatrixView<T> Operand(INode<T> node, int operand)
    {
        bool isLeft = operand == 0;
        var axes = new MatrixAxes(node.Layout(operand), isLeft);
        if (!axes.IsRowMajor && !axes.IsColumnMajor)
        {
            node.Elements(operand);
            axes = new MatrixAxes(node.Layout(operand), isLeft);
        }

        T* start = Pinned.Address(node.Storage(operand)) + node.Layout(operand).Offset;
        return axes.IsRowMajor
            ? new(start, axes.Rows, axes.Columns, Math.Max(axes.RowStride, axes.Columns))
            : new(start, axes.Rows, axes.Columns, Math.Max(axes.ColumnStride, axes.Rows), isTransposed: true);
    }

    /// <summary>The last two axes of the gradient of an operand.</summary>
    public static MatrixView<T> Grad(INode<T> node, int operand)
    {
        var axes = new MatrixAxes(Layout.Contiguous(node.Layout(operand).Shape), isLeft: operand == 0);
        return new(Pinned.Address<T>(node.Grad(operand)), axes.Rows, axes.Columns, axes.Columns);
    }

    /// <summary>A result or its upstream gradient.</summary>
    public static MatrixView<T> Result(ReadOnlySpan<T> elements, int rows, int columns) => new(Pinned.Address(elements), rows, columns, columns);

    public MatrixView<T> Transpose() => new(start, columns, rows, stride, !isTransposed);

    /// <summary>Some adjacent rows and columns.</summary>
    public MatrixView<T> Block(int row, int rowCount, int column, int columnCount) =>
        new(At(row, column), rowCount, columnCount, stride, isTransposed);

    /// <summary>A part of one row of a matrix that is stored as it is.</summary>
    public Span<T> Row(int row, int from, int to) => new(start + (nint)row * stride + from, to - from);

    public MatrixView<T> At(int offset) => new(start + offset, rows, columns, stride, isTransposed);

    /// <summary>Some of the rows.</summary>
    public MatrixView<T> Part(int first, int count) => new(start + (nint)first * (isTransposed ? 1 : stride), count, columns, stride, isTransposed);

    /// <summary>One row of a matrix that is stored as it is.</summary>
    public Span<T> Row(int row) => new(start + (nint)row * stride, columns);

    /// <summary>This = a·b, or what the combination says, on this thread.</summary>
    public void SetProduct(in MatrixView<T> a, in MatrixView<T> b, in Combination<T> combination, Span<T> scratch)
    {
        var product = new MatrixProduct<T>(a.IsTransposed, b.IsTransposed, a.Rows, b.Columns, a.Columns);
        product.Multiply(a.Elements, a.Stride, b.Elements, b.Stride, Elements, stride, combination, scratch);
    }

    /// <summary>This = xᵀ; of matrices that are stored as they are.</summary>
    public void SetTranspose(in MatrixView<T> x) => Packing.Transpose(new StridedMatrix<T>(x.Start, 1, x.Stride), rows, columns, stride, start);

    /// <summary>This −= a·b.</summary>
    public void SubtractProduct(INode<T> node, in MatrixView<T> a, in MatrixView<T> b) => SetProduct(node, a, b, Combination<T>.Scaled(-T.One, T.One));

    /// <summary>This = a·b, or what the combination says.</summary>
    public void SetProduct(INode<T> node, in MatrixView<T> a, in MatrixView<T> b, in Combination<T> combination) =>
        SetProduct(node, a, b, combination, default(NoEpilogue<T>));

    /// <summary>This = a·b, or what the combination says, and then what the epilogue makes of it.</summary>
    public void SetProduct<TEpilogue>(INode<T> node, in MatrixView<T> a, in MatrixView<T> b, in Combination<T> combination, TEpilogue epilogue)
        where TEpilogue : unmanaged, IRowEpilogue<T>
    {
        var product = new MatrixProduct<T>(a.IsTransposed, b.IsTransposed, a.Rows, b.Columns, a.Columns, node.Threads);
        product.Multiply(a.Elements, a.Stride, b.Elements, b.Stride, Elements, stride, combination, node.Scratch(product.ScratchLength), epilogue);
    }
}
