using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>The greatest element of every window, and where in its plane it stands; of equal ones the first, row-major, and before all others the first NaN.</summary>
/// <remarks>A window without elements gives −∞, and no place (−1).</remarks>
internal readonly unsafe struct MaxPool<T>(PoolSizes sizes, T* x, T* y, int* places) : IUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Above these numbers of elements, places are no longer exact in vectors of floats.
    private const int MostPlaces = 1 << 24;

    private readonly PoolSizes _sizes = sizes;

    public int Count => _sizes.Planes;

    public int ScratchLength => 0;

    [MethodImpl(Compile.Alone)]
    public void Run(int unit, T* scratch)
    {
        T* plane = x + (nint)unit * _sizes.InputArea, greatest = y + (nint)unit * _sizes.OutputArea;
        int* at = places + (nint)unit * _sizes.OutputArea;
        int columns = _sizes.Width.Output, first = 0, end = 0;
        if (IsVectorised && !RunWidest(plane, greatest, at, out first, out end)) end = first;
        for (int row = 0; row < _sizes.Height.Output; row++, greatest += columns, at += columns)
        {
            int top = _sizes.Height.First(row), bottom = _sizes.Height.End(row), from = top < bottom ? end : first;
            for (int column = 0; column < first; column++) greatest[column] = One(plane, top, bottom, column, out at[column]);
            for (int column = from; column < columns; column++) greatest[column] = One(plane, top, bottom, column, out at[column]);
        }
    }

    private bool IsVectorised =>
        Vector128.IsHardwareAccelerated && (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        && !_sizes.Width.IsAdaptive && _sizes.Width.Windows.Stride <= 2 && _sizes.InputArea <= MostPlaces;

    // The columns whose windows lie inside whole; false where they fill no vector.
    private bool RunWidest(T* plane, T* greatest, int* at, out int first, out int end)
    {
        WindowAxis windows = _sizes.Width.Windows;
        first = windows.FirstInside(0);
        end = Math.Max(first, windows.EndInside(windows.Kernel - 1));
        int count = end - first;
        var vectors = new MaxPoolVectors<T>(_sizes, first, end);
        if (Vector512.IsHardwareAccelerated && count >= Vector512<T>.Count) vectors.Run<Vector512<T>, Lanes512<T>>(plane, greatest, at);
        else if (Vector256.IsHardwareAccelerated && count >= Vector256<T>.Count) vectors.Run<Vector256<T>, Lanes256<T>>(plane, greatest, at);
        else if (count >= Vector128<T>.Count) vectors.Run<Vector128<T>, Lanes128<T>>(plane, greatest, at);
        else return false;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T One(T* plane, int top, int bottom, int column, out int place)
    {
        PoolAxis width = _sizes.Width;
        int left = width.First(column), right = width.End(column);
        T best = T.NegativeInfinity;
        place = -1;
        for (int i = top; i < bottom; i += _sizes.Height.Step)
        {
            for (int j = left; j < right; j += width.Step)
            {
                T candidate = plane[i * width.Input + j];
                if (place >= 0 && (candidate <= best || T.IsNaN(best))) continue;
                best = candidate;
                place = i * width.Input + j;
            }
        }

        return best;
    }
}
