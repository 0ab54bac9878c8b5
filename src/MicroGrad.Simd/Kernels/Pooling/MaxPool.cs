namespace MicroGrad.Simd.Kernels;

/// <summary>The greatest element of every window, and where in its plane it stands; of equal ones the first, row-major, and before all others the first NaN.</summary>
/// <remarks>A window without elements gives −∞, and no place (−1).</remarks>
internal readonly unsafe struct MaxPool<T>(PoolSizes sizes, T* x, T* y, int* places) : IUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PoolSizes _sizes = sizes;

    public int Count => _sizes.Planes;

    public int ScratchLength => 0;

    public void Run(int unit, T* scratch)
    {
        T* plane = x + (nint)unit * _sizes.InputArea;
        nint target = (nint)unit * _sizes.OutputArea;
        Run(plane, y + target, places + target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(T* plane, T* greatest, int* at)
    {
        PoolAxis height = _sizes.Height, width = _sizes.Width;
        for (int row = 0; row < height.Output; row++)
        {
            int top = height.First(row), bottom = height.End(row);
            for (int column = 0; column < width.Output; column++)
            {
                int left = width.First(column), right = width.End(column), place = -1;
                T best = T.NegativeInfinity;
                for (int i = top; i < bottom; i += height.Step)
                {
                    for (int j = left; j < right; j += width.Step)
                    {
                        T candidate = plane[i * width.Input + j];
                        if (place >= 0 && (candidate <= best || T.IsNaN(best))) continue;
                        best = candidate;
                        place = i * width.Input + j;
                    }
                }

                *greatest++ = best;
                *at++ = place;
            }
        }
    }
}
