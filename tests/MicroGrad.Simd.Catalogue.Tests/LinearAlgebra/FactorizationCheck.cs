using System.Numerics;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.LinearAlgebra;

/// <summary>Three matrices of one size, and everything that can be computed with them against its definition, in double.</summary>
internal sealed class FactorizationCheck<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Count = 3;

    private readonly int _n;
    private readonly double _tolerance;
    private readonly T[] _a;
    private readonly Random _random;

    public FactorizationCheck(int n, double tolerance)
    {
        _n = n;
        _tolerance = tolerance * Math.Max(1, n);
        _random = new Random(n);
        _a = Reference.Numbers<T>(_random, Count * n * n);

        // Large elements off the diagonal, so that rows must be exchanged.
        for (int i = 0; i < Count * n; i++) _a[i * n + (i * 7 + 1) % n] += T.CreateChecked(n);
    }

    public void CholeskyTimesItsTranspose()
    {
        T[] square = [.. Enumerable.Range(0, Count).SelectMany(i =>
        {
            double[] a = Matrix(_a, i);
            return Reference.Product(a, Reference.Transpose(a, _n, _n), _n, _n, _n).Select((x, at) => T.CreateChecked(x / Math.Max(1, _n) + (at % (_n + 1) == 0 ? 1 : 0)));
        })];
        using var tape = new TensorTape<T>();
        T[] factor = tape.Variable(square, [Count, _n, _n]).Cholesky().Data.ToArray();
        for (int i = 0; i < Count; i++)
        {
            double[] l = Matrix(factor, i);
            Close(Matrix(square, i), Reference.Product(l, Reference.Transpose(l, _n, _n), _n, _n, _n));
            for (int at = 0; at < l.Length; at++)
                if (at % _n > at / _n) Assert.Equal(0, l[at]);
        }
    }

    public void SolutionsSolve()
    {
        const int columns = 4;
        using var tape = new TensorTape<T>();
        T[] b = Reference.Numbers<T>(_random, _n * columns), vector = b[.._n];
        Tensor<T> a = tape.Variable(_a, [Count, _n, _n]);
        T[] x = a.Solve(tape.Variable(b, [_n, columns])).Data.ToArray(), ofVector = a.Solve(tape.Variable(vector, [_n])).Data.ToArray();
        for (int i = 0; i < Count; i++)
        {
            Close(Matrix(b, 0, columns), Reference.Product(Matrix(_a, i), Matrix(x, i, columns), _n, _n, columns));
            Close(Matrix(vector, 0, 1), Reference.Product(Matrix(_a, i), Matrix(ofVector, i, 1), _n, _n, 1));
        }
    }

    public void TriangularSolutionsSolve()
    {
        const int columns = 3;
        T[] b = Reference.Numbers<T>(_random, Count * _n * columns);
        T[] a = [.. Reference.Numbers<T>(_random, _n * _n).Select((x, at) => x / T.CreateChecked(_n) + (at % (_n + 1) == 0 ? T.CreateChecked(2) : T.Zero))];
        for (int options = 0; options < 32; options++)
        {
            bool upper = (options & 1) != 0, transpose = (options & 2) != 0, unit = (options & 4) != 0, left = (options & 8) != 0, view = (options & 16) != 0;
            using var tape = new TensorTape<T>();
            Tensor<T> matrix = tape.Variable(a, [_n, _n]);
            if (view) matrix = tape.Variable(matrix.Transpose().Data, [_n, _n]).Transpose();
            Shape shape = left ? [Count, _n, columns] : [Count, columns, _n];
            T[] x = matrix.TriangularSolve(tape.Variable(b, shape), upper, transpose, unit, left).Data.ToArray();

            double[] triangle = [.. Matrix(a, 0).Select((value, at) => at % _n == at / _n ? unit ? 1 : value : (at % _n > at / _n) == upper ? value : 0)];
            double[] op = transpose ? Reference.Transpose(triangle, _n, _n) : triangle;
            for (int i = 0; i < Count; i++)
            {
                double[] solution = Matrix(x, i, columns);
                Close(Matrix(b, i, columns), left ? Reference.Product(op, solution, _n, _n, columns) : Reference.Product(solution, op, columns, _n, _n));
            }
        }
    }

    public void InverseTimesMatrixIsIdentity()
    {
        using var tape = new TensorTape<T>();
        T[] inverse = tape.Variable(_a, [Count, _n, _n]).Inverse().Data.ToArray();
        double[] identity = [.. Enumerable.Range(0, _n * _n).Select(at => at % (_n + 1) == 0 ? 1.0 : 0)];
        for (int i = 0; i < Count; i++) Close(identity, Reference.Product(Matrix(inverse, i), Matrix(_a, i), _n, _n, _n));
    }

    public void DeterminantsAreProducts()
    {
        using var tape = new TensorTape<T>();
        Tensor<T> a = tape.Variable(_a, [Count, _n, _n]);
        (Tensor<T> sign, Tensor<T> log) = a.LogDeterminant();
        Tensor<T> determinant = a.Determinant(), transposed = a.Transpose().LogDeterminant().LogAbs;
        for (int i = 0; i < Count; i++)
        {
            double expected = _n <= 8 ? Reference.Determinant(Matrix(_a, i), _n) : double.CreateChecked(determinant.Data[i]);
            double magnitude = double.CreateChecked(log.Data[i]);
            Assert.Equal(magnitude, double.CreateChecked(transposed.Data[i]), _tolerance);
            if (double.IsInfinity(expected)) continue;
            Assert.Equal(1, double.CreateChecked(determinant.Data[i]) / expected, _tolerance);
            Assert.Equal(Math.Log(Math.Abs(expected)), magnitude, _tolerance);
            Assert.Equal(Math.Sign(expected), double.CreateChecked(sign.Data[i]));
        }
    }

    private double[] Matrix(T[] all, int number) => Matrix(all, number, _n);

    private double[] Matrix(T[] all, int number, int columns) => [.. all.AsSpan(number * _n * columns, _n * columns).ToArray().Select(double.CreateChecked)];

    private void Close(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], _tolerance);
    }
}
