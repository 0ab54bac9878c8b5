namespace MicroGrad.Simd.Kernels;

/// <summary>y = W ∗ x or y += W ∗ x without columns, for groups of few channels: a unit is a band of one group of one image.</summary>
/// <remarks>The VJP for x is the same sum, of dy with every filter turned round. A zero of the padding is multiplied like any other number.</remarks>
internal readonly unsafe struct DirectConvolution<T> : IUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SlidingAxis _height, _width;
    private readonly PaddedBand _band;
    private readonly int _groups, _taps, _sources, _targets, _weightToSource, _weightToTarget;
    private readonly T* _source, _weight, _target;
    private readonly bool _isAdjoint, _accumulate;

    private DirectConvolution(in ConvolutionSizes sizes, bool isAdjoint, T* source, T* weight, T* target, bool accumulate)
    {
        _isAdjoint = isAdjoint;
        _accumulate = accumulate;
        (_height, _width) = isAdjoint
            ? (SlidingAxis.Adjoint(sizes.Height), SlidingAxis.Adjoint(sizes.Width))
            : (SlidingAxis.Over(sizes.Height), SlidingAxis.Over(sizes.Width));
        _band = new(_height, _width, sizeof(T));
        _groups = sizes.Groups;
        _taps = sizes.Taps;
        (_sources, _weightToSource, _targets, _weightToTarget) = isAdjoint
            ? (sizes.Outputs, sizes.FilterLength, sizes.Inputs, sizes.Taps)
            : (sizes.Inputs, sizes.Taps, sizes.Outputs, sizes.FilterLength);
        _source = source;
        _weight = weight;
        _target = target;
        Count = sizes.Images * sizes.Groups * _band.Count;
        ScratchLength = checked(_sources * _band.Length);
    }

    public int Count { get; }

    public int ScratchLength { get; }

    /// <summary>y = W ∗ x, or y += that.</summary>
    public static DirectConvolution<T> Forward(in ConvolutionSizes sizes, T* x, T* weight, T* y, bool accumulate) => new(sizes, isAdjoint: false, x, weight, y, accumulate);

    /// <summary>dx += the VJP for x.</summary>
    public static DirectConvolution<T> InputVjp(in ConvolutionSizes sizes, T* dy, T* weight, T* dx) => new(sizes, isAdjoint: true, dy, weight, dx, accumulate: true);

    [MethodImpl(Compile.Alone), SkipLocalsInit]
    public void Run(int unit, T* scratch)
    {
        (int plane, int band) = Math.DivRem(unit, _band.Count);
        int group = plane % _groups, first = band * _band.Windows, rows = Math.Min(_band.Windows, _height.Windows - first);
        int* columns = stackalloc int[_width.Kernel];
        Taps taps = _band.Taps(columns);
        nint sourceArea = (nint)_height.Source * _width.Source, targetArea = (nint)_height.Windows * _width.Windows;
        T* source = _source + plane * _sources * sourceArea, target = _target + plane * _targets * targetArea + (nint)first * _width.Windows;
        T* weight = _weight + (nint)group * _sources * _targets * _taps + (_isAdjoint ? _taps - 1 : 0);
        for (int i = 0; i < _sources; i++) _band.Fill(source + i * sourceArea, first, rows, scratch + (nint)i * _band.Length);
        for (int j = 0; j < _targets; j++, target += targetArea)
        {
            for (int i = 0; i < _sources; i++)
            {
                T* filter = weight + (nint)j * _weightToTarget + (nint)i * _weightToSource;
                TapSums.Run(taps, scratch + (nint)i * _band.Length, filter, _isAdjoint ? -1 : 1, rows, _width.Windows, target, _accumulate || i > 0);
            }
        }
    }
}
