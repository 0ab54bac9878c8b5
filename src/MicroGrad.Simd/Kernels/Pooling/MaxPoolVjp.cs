namespace MicroGrad.Simd.Kernels;

/// <summary>Adds the upstream gradient of every window to the element that it took.</summary>
internal readonly unsafe struct MaxPoolVjp<T>(PoolSizes sizes, T* dy, int* places, T* dx) : IUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PoolSizes _sizes = sizes;

    public int Count => _sizes.Planes;

    public int ScratchLength => 0;

    [MethodImpl(Compile.Alone)]
    public void Run(int unit, T* scratch)
    {
        nint windows = _sizes.OutputArea, first = unit * windows;
        T* upstream = dy + first, plane = dx + (nint)unit * _sizes.InputArea;
        int* place = places + first;
        for (nint i = 0; i < windows; i++)
            if (place[i] >= 0) plane[place[i]] += upstream[i];
    }
}
