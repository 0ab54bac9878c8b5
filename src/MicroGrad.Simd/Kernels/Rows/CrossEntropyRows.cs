using System.Diagnostics;

namespace MicroGrad.Simd.Kernels;

/// <summary>The cross-entropy of logits in rows with one class for each row.</summary>
internal static unsafe class CrossEntropyRows
{
    /// <summary>The sum over rows of −ln softmax x at the row's class; p = softmax x.</summary>
    /// <param name="x">[rows, width].</param>
    /// <param name="width">The number of classes.</param>
    /// <param name="classes">One for each row.</param>
    /// <param name="p">As long as x.</param>
    /// <param name="columns">Scratch of two numbers for each row.</param>
    /// <param name="threads">How many may work.</param>
    public static T Loss<T>(ReadOnlySpan<T> x, int width, ReadOnlySpan<int> classes, Span<T> p, Span<T> columns, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int rows = classes.Length;
        Span<T> losses = columns[rows..];
        Losses(x, width, classes, p, columns[..rows], losses, threads);
        T total = T.Zero;
        fixed (T* pl = losses) RowFold.Run<T, SumFold>(pl, rows, 1, rows, &total, accumulate: false);
        return total;
    }

    /// <summary>−ln softmax x at the class of each row; p = softmax x.</summary>
    /// <param name="x">[rows, width].</param>
    /// <param name="width">The number of classes.</param>
    /// <param name="classes">One for each row; the loss of a row of a negative class is 0.</param>
    /// <param name="p">As long as x.</param>
    /// <param name="largest">Scratch of one number for each row.</param>
    /// <param name="losses">One for each row.</param>
    /// <param name="threads">How many may work.</param>
    public static void Losses<T>(
        ReadOnlySpan<T> x, int width, ReadOnlySpan<int> classes, Span<T> p, Span<T> largest, Span<T> losses, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int rows = classes.Length;
        Debug.Assert((long)rows * width == x.Length && p.Length == x.Length && largest.Length == rows && losses.Length == rows);
        fixed (T* px = x, pp = p, pm = largest, pl = losses)
            RowSweep.Run<T, CrossEntropyKernel>(new RowSet<T> { X = px, Y = pp, C0 = pm, C1 = pl }, rows, width, threads);

        // Where the class has the largest logit, its distance from the maximum is 0 and the loss exact, however large the logits.
        for (int row = 0; row < rows; row++)
            losses[row] = classes[row] < 0 ? T.Zero : losses[row] + (largest[row] - x[row * width + classes[row]]);
    }

    /// <summary>dx += scale (p − onehot class), row by row.</summary>
    public static void AddVjp<T>(T scale, ReadOnlySpan<T> p, int width, ReadOnlySpan<int> classes, Span<T> dx, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Debug.Assert((long)classes.Length * width == p.Length && dx.Length == p.Length);
        fixed (T* pp = p, pdx = dx)
        fixed (int* pc = classes)
            RowParts.Run(new Vjp<T>(scale, pp, width, pc, pdx), classes.Length, width, threads);
    }

    /// <summary>dx += scaleᵣ (p − onehot class), row by row; nothing for a negative class.</summary>
    public static void AddVjp<T>(ReadOnlySpan<T> scales, ReadOnlySpan<T> p, int width, ReadOnlySpan<int> classes, Span<T> dx, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Debug.Assert(scales.Length == classes.Length && (long)classes.Length * width == p.Length && dx.Length == p.Length);
        fixed (T* ps = scales, pp = p, pdx = dx)
        fixed (int* pc = classes)
            RowParts.Run(new VjpOfRows<T>(ps, pp, width, pc, pdx), classes.Length, width, threads);
    }

    private readonly struct Vjp<T>(T scale, T* p, int width, int* classes, T* dx) : IRowWork
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T* _p = p, _dx = dx;
        private readonly int* _classes = classes;

        public void Run(int part, int first, int end)
        {
            nint start = (nint)first * width;
            ScaledSum.Add(scale, _p + start, _dx + start, (nint)end * width - start);
            for (nint row = first; row < end; row++) _dx[row * width + _classes[row]] -= scale;
        }
    }

    private readonly struct VjpOfRows<T>(T* scales, T* p, int width, int* classes, T* dx) : IRowWork
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T* _scales = scales, _p = p, _dx = dx;
        private readonly int* _classes = classes;

        public void Run(int part, int first, int end)
        {
            for (nint row = first; row < end; row++)
            {
                if (_classes[row] < 0) continue;
                ScaledSum.Add(_scales[row], _p + row * width, _dx + row * width, width);
                _dx[row * width + _classes[row]] -= _scales[row];
            }
        }
    }
}
