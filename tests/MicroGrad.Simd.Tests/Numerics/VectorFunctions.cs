using System.Numerics;
using System.Numerics.Tensors;

namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>Code that knows nothing of derivatives: the base library's, and what a user may have.</summary>
internal static class VectorFunctions<T> where T : IFloatingPointIeee754<T>
{
    public static IReadOnlyList<(string Name, Func<T[], T> Of)> All { get; } =
    [
        ("Sum", x => TensorPrimitives.Sum<T>(x)),
        ("SumOfSquares", x => TensorPrimitives.SumOfSquares<T>(x)),
        ("SumOfMagnitudes", x => TensorPrimitives.SumOfMagnitudes<T>(x)),
        ("Product", x => TensorPrimitives.Product<T>(x)),
        ("ProductOfSums", x => TensorPrimitives.ProductOfSums<T>(x, Squares(x))),
        ("Norm", x => TensorPrimitives.Norm<T>(x)),
        ("Dot", x => TensorPrimitives.Dot<T>(x, Squares(x))),
        ("Distance", x => TensorPrimitives.Distance<T>(x, Squares(x))),
        ("CosineSimilarity", x => TensorPrimitives.CosineSimilarity<T>(x, Squares(x))),
        ("Max", x => TensorPrimitives.Max<T>(x) * TensorPrimitives.MinMagnitude<T>(x)),
        ("IndexOfMax", x => x[TensorPrimitives.IndexOfMax<T>(x)] * x[TensorPrimitives.IndexOfMin<T>(x)]),
        ("Average", x => TensorPrimitives.Average<T>(x)),
        ("StdDev", x => TensorPrimitives.StdDev<T>(x)),
        Map("Exp", TensorPrimitives.Exp),
        Map("Sigmoid", TensorPrimitives.Sigmoid),
        Map("SoftMax", TensorPrimitives.SoftMax),
        Map("Tanh", TensorPrimitives.Tanh),
        Map("SinPi", TensorPrimitives.SinPi),
        Map("Log1P", (x, y) => TensorPrimitives.LogP1<T>(Squares(x), y)),
        Map("Multiply", (x, y) => TensorPrimitives.Multiply<T>(x, Squares(x), y)),
        Map("FusedMultiplyAdd", (x, y) => TensorPrimitives.FusedMultiplyAdd<T>(x, Squares(x), x, y)),
        Map("Pow", (x, y) => TensorPrimitives.Pow<T>(Squares(x), x, y)),
        Map("Hypot", (x, y) => TensorPrimitives.Hypot<T>(x, Squares(x), y)),
        Map("Clamp", (x, y) => TensorPrimitives.Clamp<T>(x, -T.One, T.One, y)),
        ("sorting", Median),
        ("linear algebra", Determinant),
        ("a root by iteration", Root),
        ("a differential equation", Pendulum),
        ("a price", x => Price(T.Exp(x[0]), T.One + x[1] * x[1], T.CreateChecked(0.2) + T.Abs(x[2]), T.CreateChecked(0.03))),
    ];

    private static (string Name, Func<T[], T> Of) Map(string name, Action<ReadOnlySpan<T>, Span<T>> map) => (name, x =>
    {
        T[] y = new T[x.Length];
        map(x, y);
        T sum = T.Zero;
        for (int i = 0; i < y.Length; i++) sum += T.CreateChecked(i + 1) * y[i];
        return sum;
    });

    private static T[] Squares(ReadOnlySpan<T> x)
    {
        T[] y = new T[x.Length];
        for (int i = 0; i < y.Length; i++) y[i] = x[i] * x[i] + T.CreateChecked(0.1 * (i + 1));
        return y;
    }

    private static T Median(T[] x)
    {
        T[] sorted = [.. x];
        Array.Sort(sorted);
        return sorted[x.Length / 2] * sorted.Max()! - sorted[0] * T.Sin(x.Order().First());
    }

    /// <summary>Gauss's elimination with pivots of largest size.</summary>
    private static T Determinant(T[] x)
    {
        int n = x.Length;
        T[,] a = new T[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                a[i, j] = T.Cos(x[i] * T.CreateChecked(j + 1)) + x[j];
        T determinant = T.One;
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
                if (T.Abs(a[i, k]) > T.Abs(a[pivot, k])) pivot = i;
            if (pivot != k) determinant = -determinant;
            for (int j = k; j < n; j++) (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            determinant *= a[k, k];
            for (int i = k + 1; i < n; i++)
            {
                T factor = a[i, k] / a[k, k];
                for (int j = k; j < n; j++) a[i, j] -= factor * a[k, j];
            }
        }

        return determinant;
    }

    /// <summary>y + eʸ = x₀ by Newton's iteration until the step is small; one step more makes its derivatives those of the root.</summary>
    private static T Root(T[] x)
    {
        T y = T.Zero, step;
        int more = 3;
        do
        {
            step = (y + T.Exp(y) - x[0] * x[1]) / (T.One + T.Exp(y));
            y -= step;
            if (T.Abs(step) < T.CreateChecked(1e-9)) more--;
        }
        while (more > 0);
        return y * x[2];
    }

    /// <summary>A pendulum after one unit of time, by Runge and Kutta's classical method.</summary>
    private static T Pendulum(T[] x)
    {
        T angle = x[0], speed = x[1], length = T.One + x[2] * x[2], two = T.CreateChecked(2), step = T.CreateChecked(0.125);
        (T Angle, T Speed) Rate(T angle, T speed) => (speed, -T.Sin(angle) / length);
        for (int i = 0; i < 8; i++)
        {
            (T a1, T s1) = Rate(angle, speed);
            (T a2, T s2) = Rate(angle + step / two * a1, speed + step / two * s1);
            (T a3, T s3) = Rate(angle + step / two * a2, speed + step / two * s2);
            (T a4, T s4) = Rate(angle + step * a3, speed + step * s3);
            angle += step / T.CreateChecked(6) * (a1 + two * (a2 + a3) + a4);
            speed += step / T.CreateChecked(6) * (s1 + two * (s2 + s3) + s4);
        }

        return angle;
    }

    /// <summary>A call by Black and Scholes, with Φ by a logistic curve.</summary>
    private static T Price(T spot, T strike, T volatility, T rate)
    {
        T d1 = (T.Log(spot / strike) + rate + volatility * volatility / T.CreateChecked(2)) / volatility, d2 = d1 - volatility;
        static T Normal(T d) => T.One / (T.One + T.Exp(T.CreateChecked(-1.702) * d));
        return T.Max(spot * Normal(d1) - strike * T.Exp(-rate) * Normal(d2), T.CreateChecked(-100));
    }
}
