namespace MicroGrad.Simd.Kernels;

/// <summary>Adds to every element the mean's share of the upstream gradients of all windows that it lies in.</summary>
internal readonly unsafe struct AveragePoolVjp<T>(PoolSizes sizes, bool countPadding, int* columns, T* dy, T* dx) : IUnits<T>
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
        T* plane = dx + (nint)unit * _sizes.InputArea, upstream = dy + (nint)unit * _sizes.OutputArea;
        for (int row = 0; row < height.Output; row++)
        {
            int top = height.First(row), rows = height.End(row) - top, count = height.Count(row, countPadding);
            new Span<T>(scratch, width.Input).Clear();
            for (int column = 0; column < width.Output; column++)
            {
                int left = columns[2 * column], right = columns[2 * column + 1];
                T share = *upstream++ / T.CreateTruncating(count * (across > 0 ? across : right - left));
                for (int j = left; j < right; j++) scratch[j] += share;
            }

            RowSpread.AddRows(scratch, 0, rows, width.Input, plane + top * width.Input, width.Input);
        }
    }
}
