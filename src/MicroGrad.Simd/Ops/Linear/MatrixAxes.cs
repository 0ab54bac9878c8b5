using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>The last two axes of an operand of a matrix product. A vector is a row on the left and a column on the right.</summary>
internal readonly struct MatrixAxes
{
    public MatrixAxes(in Layout layout, bool isLeft)
    {
        int last = layout.Shape.Rank - 1;
        BatchRank = Math.Max(0, last - 1);
        int extent = layout.Shape.Extents[last], stride = layout.Strides[last];
        (Rows, Columns, RowStride, ColumnStride) =
            last > 0 ? (layout.Shape.Extents[last - 1], extent, layout.Strides[last - 1], stride)
            : isLeft ? (1, extent, extent, stride)
            : (extent, 1, stride, 1);
    }

    /// <summary>Axes before these two.</summary>
    public int BatchRank { get; }

    public int Rows { get; }

    public int Columns { get; }

    public int RowStride { get; }

    public int ColumnStride { get; }

    /// <summary>Stored row by row, without overlap.</summary>
    public bool IsRowMajor => (ColumnStride == 1 || Columns == 1) && (RowStride >= Columns || Rows == 1);

    /// <summary>Stored column by column, without overlap.</summary>
    public bool IsColumnMajor => (RowStride == 1 || Rows == 1) && (ColumnStride >= Rows || Columns == 1);
}
