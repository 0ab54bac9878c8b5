using System.Numerics.Tensors;

namespace MicroGrad.Simd.Kernels;

/// <summary>Planes resampled: each row a mixture of two rows, and each of its elements a mixture of two of that.</summary>
internal readonly unsafe struct Resample<T>(int planes, SamplePoints<T> height, SamplePoints<T> width, bool isNearest, T* x, T* y) : IUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SamplePoints<T> _height = height, _width = width;

    public int Count => planes;

    public int ScratchLength => _width.Input;

    [MethodImpl(Compile.Alone)]
    public void Run(int unit, T* scratch)
    {
        T* plane = x + (nint)unit * _height.Input * _width.Input, target = y + (nint)unit * _height.Output * _width.Output;
        for (int row = 0; row < _height.Output; row++, target += _width.Output)
        {
            if (isNearest && row > 0 && _height.Low[row] == _height.Low[row - 1]) new Span<T>(target - _width.Output, _width.Output).CopyTo(new(target, _width.Output));
            else if (isNearest) Pick(plane + _height.Low[row] * _width.Input, target);
            else Mix(Row(plane, row, scratch), target);
        }
    }

    private T* Row(T* plane, int row, T* scratch)
    {
        T fraction = _height.Fractions[row];
        T* low = plane + _height.Low[row] * _width.Input;
        if (fraction == T.Zero) return low;
        ReadOnlySpan<T> first = new(low, _width.Input), second = new(plane + _height.High[row] * _width.Input, _width.Input);
        Span<T> mixture = new(scratch, _width.Input);
        TensorPrimitives.Multiply(first, T.One - fraction, mixture);
        TensorPrimitives.MultiplyAdd(second, fraction, mixture, mixture);
        return scratch;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pick(T* row, T* target)
    {
        int* low = _width.Low;
        for (nint i = 0; i < _width.Output; i++) target[i] = row[low[i]];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Mix(T* row, T* target)
    {
        int* low = _width.Low, high = _width.High;
        T* fractions = _width.Fractions;
        for (nint i = 0; i < _width.Output; i++) target[i] = (T.One - fractions[i]) * row[low[i]] + fractions[i] * row[high[i]];
    }
}
