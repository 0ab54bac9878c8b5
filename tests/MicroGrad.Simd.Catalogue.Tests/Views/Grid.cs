using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Views;

/// <summary>A plain N-D array, moved about element by element: what views and copies are compared with.</summary>
internal sealed record Grid(double[] Values, int[] Extents)
{
    public double this[ReadOnlySpan<int> index]
    {
        get
        {
            int flat = 0;
            for (int axis = 0; axis < Extents.Length; axis++)
            {
                Assert.InRange(index[axis], 0, Extents[axis] - 1);
                flat = flat * Extents[axis] + index[axis];
            }

            return Values[flat];
        }
    }

    public static Grid Of(Tensor<double> x) => new(x.Data.ToArray(), [.. x.Shape]);

    /// <summary>The array whose element at an index is a function of that.</summary>
    public static Grid Fill(int[] extents, Func<int[], double> element)
    {
        var values = new double[extents.Aggregate(1, (a, b) => a * b)];
        for (int flat = 0; flat < values.Length; flat++)
        {
            int[] index = new int[extents.Length];
            for (int axis = extents.Length - 1, rest = flat; axis >= 0; rest /= extents[axis], axis--) index[axis] = rest % extents[axis];
            values[flat] = element(index);
        }

        return new(values, extents);
    }

    /// <summary>The array whose element at an index is the one of this at another.</summary>
    public Grid Take(int[] extents, Func<int[], int[]> from) => Fill(extents, index => this[from(index)]);

    public void AssertEqual(Tensor<double> x)
    {
        Assert.Equal(Extents, x.Shape);
        Assert.Equal(Values, x.Data.ToArray());
    }
}
