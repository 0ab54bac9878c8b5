using System.Numerics.Tensors;

namespace MicroGrad.Simd.Kernels;

/// <summary>Softmax and its kin over the rows of a matrix, each row shifted by its maximum so that no exponential overflows.</summary>
internal static class SoftmaxRows
{
    // Below this width a call per row costs more than the row.
    private const int Narrow = 16;

    /// <summary>y = softmax x.</summary>
    public static void Softmax<T>(ReadOnlySpan<T> x, int width, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        SubtractMaxima(x, width, y, []);
        TensorPrimitives.Exp(y, y);
        for (int at = 0; at < y.Length; at += width)
        {
            Span<T> row = y.Slice(at, width);
            Scale(row, T.One / Sum<T>(row));
        }
    }

    /// <summary>y = ln softmax x.</summary>
    public static void LogSoftmax<T>(ReadOnlySpan<T> x, int width, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        SubtractMaxima(x, width, y, []);
        for (int at = 0; at < y.Length; at += width)
        {
            Span<T> row = y.Slice(at, width);
            T sum = T.Zero;
            foreach (T value in row) sum += T.Exp(value);
            TensorPrimitives.Subtract(row, T.Log(sum), row);
        }
    }

    /// <summary>The sum over rows of −ln softmax x at the row's class; p = softmax x.</summary>
    public static T CrossEntropy<T>(ReadOnlySpan<T> x, int width, ReadOnlySpan<int> classes, Span<T> p, Span<T> maxima, Span<T> sums)
        where T : IFloatingPointIeee754<T>
    {
        T total = T.Zero;
        for (int first = 0; first < classes.Length; first += maxima.Length)
        {
            int rows = Math.Min(maxima.Length, classes.Length - first);
            ReadOnlySpan<T> block = x.Slice(first * width, rows * width);
            Span<T> blockP = p.Slice(first * width, rows * width), blockMaxima = maxima[..rows], blockSums = sums[..rows];
            SubtractMaxima(block, width, blockP, blockMaxima);
            TensorPrimitives.Exp(blockP, blockP);
            for (int row = 0; row < rows; row++)
            {
                Span<T> rowP = blockP.Slice(row * width, width);
                T sum = Sum<T>(rowP);
                blockSums[row] = sum;
                Scale(rowP, T.One / sum);
                blockMaxima[row] -= block[row * width + classes[first + row]];
            }

            TensorPrimitives.Log(blockSums, blockSums);
            TensorPrimitives.Add(blockSums, blockMaxima, blockSums);
            total += TensorPrimitives.Sum<T>(blockSums);
        }

        return total;
    }

    /// <summary>dx += y (dy − Σ dy y), row by row.</summary>
    public static void AddSoftmaxVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> y, int width, Span<T> dx) where T : IFloatingPointIeee754<T>
    {
        for (int at = 0; at < dx.Length; at += width)
        {
            T dot = TensorPrimitives.Dot(dy.Slice(at, width), y.Slice(at, width));
            for (int i = at; i < at + width; i++) dx[i] += y[i] * (dy[i] - dot);
        }
    }

    /// <summary>dx += dy − e^y Σ dy, row by row.</summary>
    public static void AddLogSoftmaxVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> y, int width, Span<T> dx) where T : IFloatingPointIeee754<T>
    {
        for (int at = 0; at < dx.Length; at += width)
        {
            T sum = TensorPrimitives.Sum(dy.Slice(at, width));
            for (int i = at; i < at + width; i++) dx[i] += dy[i] - T.Exp(y[i]) * sum;
        }
    }

    private static void SubtractMaxima<T>(ReadOnlySpan<T> x, int width, Span<T> y, Span<T> maxima) where T : IFloatingPointIeee754<T>
    {
        for (int at = 0, row = 0; at < y.Length; at += width, row++)
        {
            ReadOnlySpan<T> from = x.Slice(at, width);
            Span<T> to = y.Slice(at, width);
            T max;
            if (width < Narrow)
            {
                max = from[0];
                foreach (T value in from) max = T.Max(max, value);
                for (int i = 0; i < to.Length; i++) to[i] = from[i] - max;
            }
            else
            {
                max = TensorPrimitives.Max(from);
                TensorPrimitives.Subtract(from, max, to);
            }

            if (!maxima.IsEmpty) maxima[row] = max;
        }
    }

    private static T Sum<T>(ReadOnlySpan<T> row) where T : IFloatingPointIeee754<T>
    {
        if (row.Length >= Narrow) return TensorPrimitives.Sum(row);
        T sum = T.Zero;
        foreach (T value in row) sum += value;
        return sum;
    }

    private static void Scale<T>(Span<T> row, T scale) where T : IFloatingPointIeee754<T>
    {
        if (row.Length >= Narrow) TensorPrimitives.Multiply(row, scale, row);
        else foreach (ref T value in row) value *= scale;
    }
}
