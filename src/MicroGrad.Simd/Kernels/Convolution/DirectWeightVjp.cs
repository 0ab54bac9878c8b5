namespace MicroGrad.Simd.Kernels;

/// <summary>dW += Σ dy·x without columns, for groups of few channels: a unit is a group, for a share of the images.</summary>
internal readonly unsafe struct DirectWeightVjp<T> : IUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ConvolutionSizes _sizes;
    private readonly PaddedBand _band;
    private readonly WeightShares _shares;
    private readonly T* _dy, _x, _dWeight, _sums;

    public DirectWeightVjp(in ConvolutionSizes sizes, T* dy, T* x, T* dWeight, T* sums)
    {
        _sizes = sizes;
        _band = new(SlidingAxis.Over(sizes.Height), SlidingAxis.Over(sizes.Width), sizeof(T));
        _shares = new(sizes);
        _dy = dy;
        _x = x;
        _dWeight = dWeight;
        _sums = sums;
    }

    public int Count => _shares.Count * _sizes.Groups;

    public int ScratchLength => _band.Length;

    [MethodImpl(Compile.Alone), SkipLocalsInit]
    public void Run(int unit, T* scratch)
    {
        (int share, int group) = Math.DivRem(unit, _sizes.Groups);
        int* columns = stackalloc int[_sizes.Width.Kernel];
        Taps taps = _band.Taps(columns);
        T* dWeight = _shares.Sum(share, _sums, _dWeight) + _sizes.WeightStart(group);
        if (_shares.Count > 1) new Span<T>(dWeight, _sizes.Outputs * _sizes.FilterLength).Clear();
        for (int image = _shares.Start(share), end = _shares.Start(share + 1); image < end; image++)
        {
            T* x = _x + _sizes.InputStart(image, group), dy = _dy + _sizes.OutputStart(image, group);
            for (int channel = 0; channel < _sizes.Inputs; channel++, x += _sizes.InputArea)
            {
                for (int first = 0; first < _sizes.Height.Output; first += _band.Windows)
                {
                    int rows = Math.Min(_band.Windows, _sizes.Height.Output - first);
                    _band.Fill(x, first, rows, scratch);
                    for (int filter = 0; filter < _sizes.Outputs; filter++)
                    {
                        T* upstream = dy + (nint)filter * _sizes.OutputArea + (nint)first * _sizes.Width.Output;
                        TapDots.Run(taps, upstream, scratch, rows, _sizes.Width.Output, dWeight + (nint)filter * _sizes.FilterLength + channel * _sizes.Taps);
                    }
                }
            }
        }
    }
}
