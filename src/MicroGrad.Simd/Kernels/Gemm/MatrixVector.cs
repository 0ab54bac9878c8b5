namespace MicroGrad.Simd.Kernels;

/// <summary>A product whose result is one row or one column: one pass over the matrix in the order it lies in memory.</summary>
internal readonly unsafe struct MatrixVector<T> : IParallelJob
    where T : unmanaged, INumberBase<T>
{
    // A band is whole cache lines of y for every element type and whole groups of rows.
    private const int BandUnit = 64;

    private readonly int _rows, _columns, _band;
    private readonly StridedMatrix<T> _matrix;
    private readonly T* _x, _y, _d;
    private readonly nint _xStride, _yStride, _dStride;
    private readonly Addend<T> _addend;

    // y = Alpha·M·x + Beta·d, where the elements of each vector are a stride apart.
    private MatrixVector(int parts, int rows, int columns, in StridedMatrix<T> matrix, T* x, nint xStride, T* y, nint yStride,
        in Addend<T> addend, nint dStride)
    {
        (_rows, _columns, _matrix, _addend) = (rows, columns, matrix, addend);
        (_xStride, _yStride, _dStride) = (xStride, yStride, dStride);
        _x = x;
        _y = y;
        _d = addend.Start;
        _band = ((rows + parts - 1) / parts + BandUnit - 1) / BandUnit * BandUnit;
    }

    /// <summary>Computes C, of which one extent is 1. Scratch has room for the vector that is read or written whole.</summary>
    [MethodImpl(Compile.Alone)]
    public static void Multiply(int parts, in ProductOperands<T> product, T* scratch)
    {
        // A row times B is a column from the transpose of B.
        ref readonly Addend<T> addend = ref product.Addend;
        bool oneRow = product.C.Rows == 1;
        StridedMatrix<T> matrix = oneRow ? product.B.Transposed : product.A;
        int rows = oneRow ? product.C.Columns : product.C.Rows, k = product.K;
        T* x = oneRow ? product.A.Start : product.B.Start, c = product.C.Start;
        nint xStride = oneRow ? product.A.ColumnStride : product.B.RowStride;
        nint yStride = oneRow ? 1 : product.C.Stride, dStride = oneRow ? 1 : addend.Stride;

        if (matrix.ColumnStride == 1)
        {
            if (xStride != 1)
            {
                for (int p = 0; p < k; p++)
                    scratch[p] = x[p * xStride];
                x = scratch;
            }

            Run(parts, new(parts, rows, k, matrix, x, 1, c, yStride, addend, dStride));
            return;
        }

        T* y = yStride == 1 ? c : scratch;
        if (addend.Start == null)
            new Span<T>(y, rows).Clear();
        else if (y != addend.Start || addend.Beta != T.One)
            for (int i = 0; i < rows; i++)
                y[i] = addend.Beta * addend.Start[i * dStride];

        Run(parts, new(parts, rows, k, matrix, x, xStride, y, 1, addend, 1));
        if (y != c)
            for (int i = 0; i < rows; i++)
                c[i * yStride] = y[i];
    }

    public void Run(int part)
    {
        nint start = (nint)part * _band;
        int rows = (int)Math.Min(_band, _rows - start);
        if (rows <= 0)
            return;

        if (_matrix.ColumnStride == 1)
            RowDots<T>.Run(rows, _columns, _matrix.From(start, 0), _x, _y + start * _yStride, _yStride, _addend, _d + start * _dStride, _dStride);
        else if (_rows <= TileWidths<T>.Lanes)
            ShortColumnSums<T>.Run(rows, _columns, _matrix, _x, _xStride, _addend.Alpha, _y);
        else
            ColumnSums<T>.Run(rows, _columns, _matrix.From(start, 0), _x, _xStride, _addend.Alpha, _y + start);
    }

    private static void Run(int parts, in MatrixVector<T> job)
    {
        if (parts == 1)
            job.Run(0);
        else
            WorkerPool.Run(parts, parts, job);
    }
}
