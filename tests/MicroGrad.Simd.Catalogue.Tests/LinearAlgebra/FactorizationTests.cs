using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.LinearAlgebra;

/// <summary>Factors, solutions and determinants against what defines them, at sizes that are not halved, halved once, and often.</summary>
public sealed class FactorizationTests
{
    public static TheoryData<int> Sizes => [0, 1, 2, 3, 8, 9, 16, 17, 33, 70, 150];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Doubles(int n) => CheckAll<double>(n, 1e-11);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Floats(int n) => CheckAll<float>(n, 1e-3);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(19)]
    public void A_type_without_kernels(int n) => CheckAll<NFloat>(n, 1e-11);

    [Fact]
    public void Known_values()
    {
        // The example of the article on the Cholesky decomposition in Wikipedia.
        using var tape = new TensorTape<double>();
        Tensor<double> a = tape.Variable([4, 12, -16, 12, 37, -43, -16, -43, 98], [3, 3]);
        Assert.Equal([2, 0, 0, 6, 1, 0, -8, 5, 3], a.Cholesky().Data.ToArray());
        Assert.Equal(36, a.Determinant().Item, 1e-11);
        Tensor<double> b = tape.Variable([0, 2, 3, 1], [2, 2]);
        Assert.Equal([-6], [b.Determinant().Item]);
        (Tensor<double> sign, Tensor<double> log) = b.LogDeterminant();
        Assert.Equal(-1, sign.Item);
        Assert.Equal(Math.Log(6), log.Item, 1e-15);
        Assert.Equal([2, 1.5], b.Solve(tape.Variable([3, 7.5], [2])).Data.ToArray());
        Assert.Equal([6, 2, 3, 7], b.MatrixPower(2).Data.ToArray());
    }

    [Fact]
    public void Determinants_of_singular_matrices_have_the_cofactors_as_gradient()
    {
        double[][] matrices =
        [
            [0], [0, 0, 0, 0], [1, 2, 2, 4], [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 2, 4, 6, 5, 1, 7], [0, 0, 0, 1, 2, 3, 4, 5, 6.5],
            [1, 1, 1, 2, 2, 2, 3, 3, 3], [0, 1, 0, 0, 0, 1, 0, 0, 0], [0, 0, 0, 0, 0, 5, 1, 2, 0, 0, 0, 3, 4, 2, 0, 0],
        ];
        foreach (double[] matrix in matrices)
        {
            int n = (int)Math.Sqrt(matrix.Length);
            using var tape = new TensorTape<double>();
            Tensor<double> a = tape.Variable(matrix, [n, n]);
            a.Determinant().Backward([0.5]);
            for (int i = 0; i < matrix.Length; i++) Assert.Equal(0.5 * Cofactor(matrix, n, i / n, i % n), a.Grad[i], 1e-12);
        }
    }

    [Fact]
    public void A_determinant_is_finite_where_its_logarithm_is_asked()
    {
        using var tape = new TensorTape<float>();
        const int n = 100;
        var matrix = new float[n * n];
        for (int i = 0; i < n; i++) matrix[i * n + (i + 1) % n] = -10;
        Tensor<float> a = tape.Variable(matrix, [n, n]);
        (Tensor<float> sign, Tensor<float> log) = a.LogDeterminant();
        Assert.Equal(float.NegativeInfinity, a.Determinant().Item);
        Assert.Equal(-1, sign.Item);
        Assert.Equal(n * MathF.Log(10), log.Item, 1e-3f);
        Tensor<float> singular = tape.Variable(new float[4], [2, 2]);
        (sign, log) = singular.LogDeterminant();
        Assert.Equal(0, sign.Item);
        Assert.Equal(float.NegativeInfinity, log.Item);
        log.Backward();
        Assert.True(float.IsNaN(singular.Grad[0]));
        Assert.False(sign.RequiresGrad);
    }

    [Fact]
    public void NaN_comes_out_where_it_goes_in()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> a = tape.Variable([0, 1, double.NaN, 1], [2, 2]), b = tape.Variable([1, 2], [2]);
        Assert.True(double.IsNaN(a.Solve(b).Data[0]));
        Assert.True(double.IsNaN(a.Determinant().Item));
        Assert.True(double.IsNaN(a.LogDeterminant().Sign.Item));
        Assert.True(double.IsNaN(a.Inverse().Data[3]));
        Assert.True(double.IsNaN((a + tape.Constant([4, 0, 0, 4], [2, 2])).Cholesky().Data[3]));
        Assert.True(double.IsInfinity(tape.Variable([0, 0, 1, 1], [2, 2]).TriangularSolve(b).Data[0]));
    }

    [Fact]
    public void Only_the_triangle_is_read()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> a = tape.Variable([double.NaN, double.NaN, 2, double.NaN], [2, 2]), b = tape.Variable([1, 5], [2]);
        Tensor<double> x = a.TriangularSolve(b, unitDiagonal: true);
        Assert.Equal([1, 3], x.Data.ToArray());
        x.Backward([1, 1]);
        Assert.Equal([0, 0, -1, 0], a.Grad.ToArray());
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        double[] numbers = Reference.Numbers<double>(new Random(1), 200 * 200), one = Solve(1), three = Solve(3);
        Assert.Equal(one, three);

        double[] Solve(int threads)
        {
            using var tape = new TensorTape<double> { Threads = threads };
            Tensor<double> a = tape.Variable(numbers, [200, 200]);
            Tensor<double> square = a.MatMul(a.Transpose()) / 200 + tape.Identity(200, 1);
            (square.Cholesky().Sum() + a.Solve(square).Sum() + a.Inverse().Sum()).Backward();
            return [.. a.Solve(square).Data, .. a.Grad];
        }
    }

    // At a size at which products take scratch too.
    [Fact]
    public void A_scope_without_gradients_gives_the_same_bits()
    {
        using var tape = new TensorTape<double>();
        double[] numbers = Reference.Numbers<double>(new Random(1), 2 * 70 * 70);
        Assert.Equal(Step(tape), Without(tape));

        double[] Step(TensorTape<double> on)
        {
            Tensor<double> a = on.Variable(numbers, [2, 70, 70]), right = a.Slice(1, 0, 70).Transpose();
            return [.. a.Solve(right).Data, .. a.Inverse().Data, .. a.Determinant().Data, .. a.LogDeterminant().LogAbs.Data, .. (a.MatMul(a.Transpose()) + on.Identity(70, 1)).Cholesky().Data];
        }

        double[] Without(TensorTape<double> on)
        {
            using (on.NoGradient()) return Step(on);
        }
    }

    // A recycled buffer holds rubbish; nothing may read what it, or the sweep, has not written.
    [Fact]
    public void Buffers_full_of_NaN_change_nothing()
    {
        double[] numbers = Reference.Numbers<double>(new Random(1), 2 * 40 * 40), nan = [.. Enumerable.Repeat(double.NaN, 60_000)];
        using TensorTape<double> clean = new(), dirty = new();
        double[] expected = Step(clean);
        Assert.DoesNotContain(expected, double.IsNaN);
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 4; i++) dirty.Variable(nan, [60_000]);
            Tensor<double> a = dirty.Variable(nan.AsSpan(0, 2 * 50 * 50), [2, 50, 50]);
            (a.Cholesky().Sum() + a.Solve(a).Sum() + a.Inverse().Sum() + a.TriangularSolve(a).Sum() + a.Determinant().Sum() + a.Dot(a).Sum()).Backward();
            dirty.Reset();
            Assert.Equal(expected, Step(dirty));
            dirty.Reset();
        }

        double[] Step(TensorTape<double> tape)
        {
            Tensor<double> a = tape.Variable(numbers, [2, 40, 40]), s = a.MatMul(a.Transpose()) + a.MatrixPower(0), l = s.Cholesky();
            Tensor<double> y = l.TriangularSolve(a, left: false) + s.Solve(a) + s.Inverse() + a.MatrixPower(-1);
            Tensor<double> loss = y.Sum() + l.Determinant().Sum() + s.LogDeterminant().LogAbs.Sum() + Tensor<double>.Einsum("...ij,...jk,ki->...", a, s, a.Slice(0, 0, 1).Reshape([40, 40])).Sum() + a.Dot(s, 0).Sum();
            loss.Backward();
            return [loss.Item, .. a.Grad];
        }
    }

    [Fact]
    public void Warm_steps_allocate_nothing()
    {
        using var tape = new TensorTape<double>();
        double[] numbers = Reference.Numbers<double>(new Random(1), 2 * 20 * 20);
        Assert.Equal(0, Warm.Allocated(() =>
        {
            tape.Reset();
            Tensor<double> a = tape.Variable(numbers, [2, 20, 20]), s = a.MatMul(a.Transpose()) + a.MatrixPower(0), l = s.Cholesky();
            Tensor<double> y = l.TriangularSolve(a, left: false) + l.TriangularSolve(a, transpose: true) + s.Solve(a) + s.Inverse() + a.MatrixPower(3);
            (y.Sum() + a.Determinant().Sum() + s.LogDeterminant().LogAbs.Sum()).Backward();
            using (tape.NoGradient()) s.Solve(a);
        }));
    }

    private static double Cofactor(double[] a, int n, int row, int column) =>
        ((row + column) % 2 == 0 ? 1 : -1) * Reference.Determinant([.. a.Where((_, i) => i / n != row && i % n != column)], n - 1);

    private static void CheckAll<T>(int n, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var check = new FactorizationCheck<T>(n, tolerance);
        check.CholeskyTimesItsTranspose();
        check.SolutionsSolve();
        check.TriangularSolutionsSolve();
        check.InverseTimesMatrixIsIdentity();
        check.DeterminantsAreProducts();
    }
}
