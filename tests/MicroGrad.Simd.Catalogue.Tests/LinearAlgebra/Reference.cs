using System.Numerics;

namespace MicroGrad.Simd.Catalogue.Tests.LinearAlgebra;

/// <summary>Linear algebra in plain loops.</summary>
internal static class Reference
{
    public static T[] Numbers<T>(Random random, int count) where T : IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(2 * random.NextDouble() - 1))];

    /// <summary>A B for m×k and k×n.</summary>
    public static double[] Product(double[] a, double[] b, int m, int k, int n)
    {
        var c = new double[m * n];
        for (int i = 0; i < m; i++)
            for (int p = 0; p < k; p++)
                for (int j = 0; j < n; j++) c[i * n + j] += a[i * k + p] * b[p * n + j];
        return c;
    }

    public static double[] Transpose(double[] a, int rows, int columns)
    {
        var t = new double[a.Length];
        for (int i = 0; i < a.Length; i++) t[i % columns * rows + i / columns] = a[i];
        return t;
    }

    /// <summary>By expansion along the first row.</summary>
    public static double Determinant(double[] a, int n)
    {
        if (n == 0) return 1;
        double sum = 0;
        for (int j = 0; j < n; j++)
            sum += (j % 2 == 0 ? 1 : -1) * a[j] * Determinant([.. a.Where((_, i) => i / n != 0 && i % n != j)], n - 1);
        return sum;
    }

    public static Tensor<double> Identity(this TensorTape<double> tape, int n, double scale)
    {
        var identity = new double[n * n];
        for (int i = 0; i < n; i++) identity[i * n + i] = scale;
        return tape.Constant(identity, [n, n]);
    }
}
