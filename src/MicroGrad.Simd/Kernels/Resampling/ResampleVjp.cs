using System.Numerics.Tensors;

namespace MicroGrad.Simd.Kernels;

/// <summary>The adjoint of <see cref="Resample{T}"/>: every upstream gradient goes to the elements that its own was mixed from, in the same proportions.</summary>
internal readonly unsafe struct ResampleVjp<T>(int planes, SamplePoints<T> height, SamplePoints<T> width, T* dy, T* dx) : IUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SamplePoints<T> _height = height, _width = width;

    public int Count => planes;

    public int ScratchLength => _width.Input;

    [MethodImpl(Compile.Alone)]
    public void Run(int unit, T* scratch)
    {
        T* plane = dx + (nint)unit * _height.Input * _width.Input, upstream = dy + (nint)unit * _height.Output * _width.Output;
        Span<T> sums = new(scratch, _width.Input);
        for (int row = 0; row < _height.Output; row++, upstream += _width.Output)
        {
            sums.Clear();
            Spread(upstream, scratch);
            T fraction = _height.Fractions[row];
            Span<T> low = new(plane + _height.Low[row] * _width.Input, _width.Input);
            TensorPrimitives.MultiplyAdd<T>(sums, T.One - fraction, low, low);
            if (fraction == T.Zero) continue;
            Span<T> high = new(plane + _height.High[row] * _width.Input, _width.Input);
            TensorPrimitives.MultiplyAdd<T>(sums, fraction, high, high);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread(T* upstream, T* sums)
    {
        int* low = _width.Low, high = _width.High;
        T* fractions = _width.Fractions;
        for (nint i = 0; i < _width.Output; i++)
        {
            sums[low[i]] += (T.One - fractions[i]) * upstream[i];
            sums[high[i]] += fractions[i] * upstream[i];
        }
    }
}
