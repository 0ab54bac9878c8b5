using System.Numerics.Tensors;

namespace MicroGrad.Simd.Kernels;

/// <summary>Batch norm: every channel standardised over all its elements, then scaled and shifted; and its VJP.</summary>
/// <remarks>
/// Source: S. Ioffe and C. Szegedy, "Batch Normalization", arXiv:1502.03167, 2015. Everything is a pass of whole runs: where channels are
/// columns, of rows with one factor for each element, and else of one channel's elements with one factor for all.
/// </remarks>
internal static class ChannelNorm
{
    /// <summary>The mean and the mean square distance from it of each channel.</summary>
    /// <param name="set">The arrangement of x.</param>
    /// <param name="x">Row-major.</param>
    /// <param name="mean">One for each channel.</param>
    /// <param name="variance">One for each channel.</param>
    /// <param name="run">Scratch of <see cref="ChannelSet.RunLength"/>.</param>
    public static void Moments<T>(in ChannelSet set, ReadOnlySpan<T> x, Span<T> mean, Span<T> variance, Span<T> run) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T count = T.CreateChecked(set.Count);
        mean.Clear();
        variance.Clear();
        for (int i = 0; i < set.Outer; i++)
        {
            if (set.IsColumns) TensorPrimitives.Add(mean, x.Slice(set.Start(i, 0), run.Length), mean);
            else for (int c = 0; c < mean.Length; c++) mean[c] += TensorPrimitives.Sum(x.Slice(set.Start(i, c), run.Length));
        }

        TensorPrimitives.Divide(mean, count, mean);
        for (int i = 0; i < set.Outer; i++)
        {
            if (set.IsColumns)
            {
                TensorPrimitives.Subtract(x.Slice(set.Start(i, 0), run.Length), mean, run);
                TensorPrimitives.MultiplyAdd(run, run, variance, variance);
                continue;
            }

            for (int c = 0; c < mean.Length; c++)
            {
                TensorPrimitives.Subtract(x.Slice(set.Start(i, c), run.Length), mean[c], run);
                variance[c] += TensorPrimitives.SumOfSquares<T>(run);
            }
        }

        TensorPrimitives.Divide(variance, count, variance);
    }

    /// <summary>y = (x − mean)·factor + bias, channel by channel.</summary>
    public static void Scale<T>(in ChannelSet set, ReadOnlySpan<T> x, ReadOnlySpan<T> mean, ReadOnlySpan<T> factor, ReadOnlySpan<T> bias, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int length = set.RunLength;
        for (int i = 0; i < set.Outer; i++)
        {
            if (set.IsColumns)
            {
                Span<T> row = y.Slice(set.Start(i, 0), length);
                TensorPrimitives.Subtract(x.Slice(set.Start(i, 0), length), mean, row);
                TensorPrimitives.MultiplyAdd(row, factor, bias, row);
                continue;
            }

            for (int c = 0; c < mean.Length; c++)
            {
                Span<T> run = y.Slice(set.Start(i, c), length);
                TensorPrimitives.Subtract(x.Slice(set.Start(i, c), length), mean[c], run);
                TensorPrimitives.Multiply(run, factor[c], run);
                TensorPrimitives.Add(run, bias[c], run);
            }
        }
    }

    /// <summary>Σ dy and Σ dy·(x − mean) of each channel.</summary>
    public static void Sums<T>(in ChannelSet set, ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> mean, Span<T> sums, Span<T> products, Span<T> run)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        sums.Clear();
        products.Clear();
        for (int i = 0; i < set.Outer; i++)
        {
            if (set.IsColumns)
            {
                ReadOnlySpan<T> row = dy.Slice(set.Start(i, 0), run.Length);
                TensorPrimitives.Add(sums, row, sums);
                TensorPrimitives.Subtract(x.Slice(set.Start(i, 0), run.Length), mean, run);
                TensorPrimitives.MultiplyAdd(row, run, products, products);
                continue;
            }

            for (int c = 0; c < mean.Length; c++)
            {
                ReadOnlySpan<T> upstream = dy.Slice(set.Start(i, c), run.Length);
                sums[c] += TensorPrimitives.Sum(upstream);
                TensorPrimitives.Subtract(x.Slice(set.Start(i, c), run.Length), mean[c], run);
                products[c] += TensorPrimitives.Dot(upstream, run);
            }
        }
    }

    /// <summary>dx += a·dy + b·x + c, channel by channel.</summary>
    public static void AddLinear<T>(in ChannelSet set, ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> dx)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int length = set.RunLength;
        for (int i = 0; i < set.Outer; i++)
        {
            for (int k = 0; k < (set.IsColumns ? 1 : a.Length); k++)
            {
                int start = set.Start(i, k);
                ReadOnlySpan<T> upstream = dy.Slice(start, length), elements = x.Slice(start, length);
                Span<T> run = dx.Slice(start, length);
                if (set.IsColumns)
                {
                    TensorPrimitives.MultiplyAdd(upstream, a, run, run);
                    TensorPrimitives.MultiplyAdd(elements, b, run, run);
                    TensorPrimitives.Add(run, c, run);
                }
                else
                {
                    TensorPrimitives.MultiplyAdd(upstream, a[k], run, run);
                    TensorPrimitives.MultiplyAdd(elements, b[k], run, run);
                    TensorPrimitives.Add(run, c[k], run);
                }
            }
        }
    }
}
