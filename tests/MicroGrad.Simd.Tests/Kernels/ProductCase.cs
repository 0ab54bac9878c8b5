using System.Numerics;
using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>One product, guarded on all sides by what must be neither read nor written, and the plain loop it must agree with.</summary>
internal sealed unsafe class ProductCase<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ProductForm _form;
    private readonly int _m, _n, _k, _lda, _ldb, _ldc;
    private readonly T[] _start;
    private readonly int[] _visits;
    private readonly GuardedPages<T> _a, _b, _c, _row, _scratch;
    private readonly MatrixProduct<T> _product;

    public ProductCase(ProductForm form, int m, int n, int k, int threads = 1)
    {
        (_form, _m, _n, _k) = (form, m, n, k);
        (_lda, _ldb, _ldc) = ((form.TransposeA ? m : k) + form.Gap, (form.TransposeB ? k : n) + form.Gap, n + form.Gap);
        var random = new Random(1);
        _start = Rows(random, m, n, _ldc);
        _visits = new int[m * n];
        _product = new(form.TransposeA, form.TransposeB, m, n, k, threads);
        _a = new(form.TransposeA ? Rows(random, k, m, _lda) : Rows(random, m, k, _lda));
        _b = new(form.TransposeB ? Rows(random, n, k, _ldb) : Rows(random, k, n, _ldb));
        _row = new(Rows(random, form.AddsRow ? 1 : 0, n, n));
        _c = new(_start.Length);
        _scratch = new(_product.ScratchLength);
    }

    /// <summary>C as the product left it, with what lies between its rows.</summary>
    public Span<T> Result => _c.Span;

    /// <summary>Whether the epilogue, if there was to be one, has come once to each element.</summary>
    public bool EpilogueIsDone => !_form.Relu || !_visits.AsSpan().ContainsAnyExcept(1);

    public void Run()
    {
        _scratch.Span.Fill(T.NaN);
        _start.CopyTo(_c.Span);
        if (_form.Beta == 0 && _n > 0)
            for (int i = 0; i < _m; i++)
                _c.Span.Slice(i * _ldc, _n).Fill(T.NaN);

        Combination<T> combination = _form.AddsRow ? Combination<T>.PlusRow(_row.Span)
            : Combination<T>.Scaled(T.CreateChecked(_form.Alpha), T.CreateChecked(_form.Beta));
        if (!_form.Relu)
        {
            _product.Multiply(_a.Span, _lda, _b.Span, _ldb, _c.Span, _ldc, combination, _scratch.Span);
            return;
        }

        Array.Clear(_visits);
        fixed (int* visits = _visits)
            _product.Multiply(_a.Span, _lda, _b.Span, _ldb, _c.Span, _ldc, combination, _scratch.Span, new CountingRelu<T>(visits, _n));
    }

    /// <summary>Whether C holds the product, everything else what it held before, and the epilogue is done.</summary>
    public bool Agrees()
    {
        T[] expected = Expected();
        // A sum of k random terms wanders off by √k, so its k roundings add up to some part of k; a wrong term is far outside.
        double tolerance = double.CreateChecked(T.BitIncrement(T.One) - T.One) * (4 + _k) * Math.Max(1, Math.Abs(_form.Alpha));
        for (int i = 0; i < expected.Length; i++)
            if (!Result[i].Equals(expected[i]) && !(Math.Abs(double.CreateChecked(Result[i] - expected[i])) <= tolerance))
                return false;

        return EpilogueIsDone && _a.IsIntact && _b.IsIntact && _c.IsIntact && _row.IsIntact && _scratch.IsIntact;
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
        _c.Dispose();
        _row.Dispose();
        _scratch.Dispose();
    }

    private T[] Expected()
    {
        var expected = (T[])_start.Clone();
        double[] a = Array.ConvertAll(_a.Span.ToArray(), double.CreateChecked), b = Array.ConvertAll(_b.Span.ToArray(), double.CreateChecked);
        var sums = new double[_n];
        for (int i = 0; i < _m; i++)
        {
            Array.Clear(sums);
            for (int p = 0; p < _k; p++)
            {
                double x = a[_form.TransposeA ? p * _lda + i : i * _lda + p];
                int first = _form.TransposeB ? p : p * _ldb, step = _form.TransposeB ? _ldb : 1;
                for (int j = 0; j < sums.Length; j++)
                    sums[j] += x * b[first + j * step];
            }

            for (int j = 0; j < _n; j++)
            {
                ref T c = ref expected[i * _ldc + j];
                double addend = _form.AddsRow ? double.CreateChecked(_row.Span[j]) : _form.Beta == 0 ? 0 : _form.Beta * double.CreateChecked(c);
                double sum = _form.Alpha * sums[j] + addend;
                c = T.CreateChecked(_form.Relu ? Math.Max(sum, 0) : sum);
            }
        }

        return expected;
    }

    // The last row ends at the guard; between the rows lies what must not be used.
    private static T[] Rows(Random random, int rows, int columns, int stride)
    {
        var matrix = new T[rows == 0 || columns == 0 ? 0 : (rows - 1) * stride + columns];
        matrix.AsSpan().Fill(T.NaN);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                matrix[i * stride + j] = T.CreateChecked(2 * random.NextDouble() - 1);
        return matrix;
    }
}
