using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.LinearAlgebra;

/// <summary>Dot and outer products against plain loops. Numbers are whole, so every sum is exact in any order.</summary>
public sealed class ProductTests
{
    [Fact]
    public void A_dot_product_sums_products_along_its_axis()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            CheckDot<double>(seed);
            CheckDot<float>(seed);
            CheckDot<NFloat>(seed);
        }
    }

    [Fact]
    public void An_outer_product_has_every_product()
    {
        using var tape = new TensorTape<float>();
        Tensor<float> a = tape.Variable([1, 2, 3, 4], [2, 2]), b = tape.Variable([5, 6, 7], [3]);
        Assert.Equal([2, 2, 3], a.Outer(b).Shape);
        Assert.Equal([5, 6, 7, 10, 12, 14, 15, 18, 21, 20, 24, 28], a.Outer(b).Data.ToArray());
        Assert.Equal([3, 0], b.Outer(tape.Variable([], [0])).Shape);
    }

    [Fact]
    public void Edges_of_a_dot_product()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, double.NaN, 2, 3, double.PositiveInfinity, 1], [3, 2]), y = tape.Variable([1, 2], [2]);
        Assert.Equal([double.NaN, 8, double.PositiveInfinity], x.Dot(y).Data.ToArray());
        Assert.Equal([0, 0, 0], tape.Variable([], [3, 0]).Dot(tape.Variable([], [0])).Data.ToArray());
        Assert.Equal(5, y.Dot(y).Item);
    }

    [Fact]
    public void A_trace_sums_a_diagonal()
    {
        using var tape = new TensorTape<double>();
        Assert.Equal([5, 13], tape.Variable([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]).Trace().Data.ToArray());
        Assert.Equal(0, tape.Variable([], [0, 0]).Trace().Item);
    }

    private static void CheckDot<T>(int seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        using var tape = new TensorTape<T>();
        int rows = random.Next(0, 5), columns = random.Next(0, 40), outer = random.Next(1, 3);
        T[] a = Whole<T>(random, outer * rows * columns), b = Whole<T>(random, rows * columns);
        Tensor<T> x = tape.Variable(a, [outer, rows, columns]), y = tape.Variable(b, [rows, columns]);
        T[] alongRows = new T[outer * rows], alongColumns = new T[outer * columns];
        for (int i = 0; i < a.Length; i++)
        {
            alongRows[i / columns] += a[i] * b[i % b.Length];
            alongColumns[i / b.Length * columns + i % columns] += a[i] * b[i % b.Length];
        }

        Assert.Equal(alongRows, x.Dot(y).Data.ToArray());
        Assert.Equal(alongRows, y.Dot(x, 2).Data.ToArray());
        Assert.Equal(alongColumns, x.Dot(y, axis: -2).Data.ToArray());
        Assert.Equal(alongRows, x.Transpose().Dot(y.Transpose(), -2).Data.ToArray());
        Assert.Equal(alongColumns, x.Transpose().Dot(y.Transpose()).Data.ToArray());
    }

    private static T[] Whole<T>(Random random, int count) where T : IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.Next(-4, 5)))];
}
