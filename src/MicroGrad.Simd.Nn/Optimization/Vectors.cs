using System.Runtime.CompilerServices;

namespace MicroGrad.Simd.Nn;

/// <summary>Sums over short vectors, always in the same order.</summary>
internal static class Vectors
{
    /// <summary>The distance between 1 and the next number.</summary>
    public const double Epsilon = 1.0 / (1L << 52);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>The Euclidean norm.</summary>
    public static double Norm(ReadOnlySpan<double> a) => Math.Sqrt(Dot(a, a));

    /// <summary>y += factor · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < y.Length; i++) y[i] += factor * x[i];
    }

    /// <summary>The largest absolute element.</summary>
    public static double Largest(ReadOnlySpan<double> a)
    {
        double largest = 0;
        foreach (double element in a) largest = Math.Max(largest, Math.Abs(element));
        return largest;
    }

    public static bool AreFinite(ReadOnlySpan<double> a)
    {
        foreach (double element in a)
            if (!double.IsFinite(element)) return false;
        return true;
    }

    /// <summary>Whether a step moves each element of a point by at most a part of itself.</summary>
    public static bool IsSmall(ReadOnlySpan<double> step, ReadOnlySpan<double> point, double part)
    {
        for (int i = 0; i < step.Length; i++)
            if (!(Math.Abs(step[i]) <= part * Math.Abs(point[i]))) return false;
        return true;
    }
}
