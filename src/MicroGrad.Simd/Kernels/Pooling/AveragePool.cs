namespace MicroGrad.Simd.Kernels;

/// <summary>The mean of every window: the rows that it reaches are summed whole, then the columns.</summary>
internal readonly unsafe struct AveragePool<T>(PoolSizes sizes, bool countPadding, int* columns, T* x, T* y) : IUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PoolSizes _sizes = sizes;

    public int Count => _sizes.Planes;

    public int ScratchLength => _sizes.Width.Input;

    [MethodImpl(Compile.Alone)]
    public void Run(int unit, T* scratch)
    {
        PoolAxis height = _sizes.Height, width = _sizes.Width;
        int across = countPadding ? width.Windows.Kernel : 0;
        T* plane = x + (nint)unit * _sizes.InputArea, mean = y + (nint)unit * _sizes.OutputArea;
        for (int row = 0; row < height.Output; row++)
        {
            int top = height.First(row), rows = height.End(row) - top, count = height.Count(row, countPadding);
            ColumnFold.Run<T, SumFold>(plane + top * width.Input, width.Input, rows, width.Input, scratch, accumulate: false);
            for (int column = 0; column < width.Output; column++)
            {
                int left = columns[2 * column], right = columns[2 * column + 1];
                T sum = T.Zero;
                for (int j = left; j < right; j++) sum += scratch[j];
                *mean++ = sum / T.CreateTruncating(count * (across > 0 ? across : right - left));
            }
        }
    }
}
