using System.Numerics;

namespace MicroGrad.Simd.Catalogue.Tests.Reductions;

/// <summary>Reductions and running totals by index arithmetic, in double.</summary>
internal static class Reduced
{
    /// <summary>What a function makes of every group of elements that the axes bring together, in row-major order.</summary>
    public static double[] Over<T>(Tensor<T> x, int[] axes, Func<double[], double> function) where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool[] reduced = [.. Enumerable.Range(0, x.Shape.Rank).Select(axis => axes.Contains(axis) || axes.Contains(axis - x.Shape.Rank))];
        int[] extents = [.. x.Shape];
        var groups = new SortedDictionary<int, List<double>>();
        int results = 1;
        for (int i = 0; i < extents.Length; i++) results *= reduced[i] ? 1 : extents[i];
        for (int i = 0; i < results; i++) groups[i] = [];
        for (int flat = 0; flat < x.Shape.ElementCount; flat++)
        {
            int group = 0, size = 1, rest = flat;
            for (int axis = extents.Length - 1; axis >= 0; rest /= extents[axis], axis--)
            {
                if (reduced[axis]) continue;
                group += rest % extents[axis] * size;
                size *= extents[axis];
            }

            groups[group].Add(double.CreateChecked(x.Data[flat]));
        }

        return [.. groups.Values.Select(group => function([.. group]))];
    }

    /// <summary>What a function makes of every line along an axis, put back in its place.</summary>
    public static double[] Along(Tensor<double> x, int axis, Func<double[], double[]> function)
    {
        axis = axis < 0 ? axis + x.Shape.Rank : axis;
        int extent = x.Shape[axis], inner = 1;
        for (int i = axis + 1; i < x.Shape.Rank; i++) inner *= x.Shape[i];
        double[] data = x.Data.ToArray(), results = new double[data.Length];
        for (int flat = 0; flat < data.Length; flat++)
        {
            if (flat / inner % extent != 0) continue;
            double[] line = function([.. Enumerable.Range(0, extent).Select(i => data[flat + i * inner])]);
            for (int i = 0; i < extent; i++) results[flat + i * inner] = line[i];
        }

        return results;
    }

    public static double Variance(double[] x, int correction)
    {
        double mean = x.Average();
        return x.Sum(number => (number - mean) * (number - mean)) / (x.Length - correction);
    }
}
