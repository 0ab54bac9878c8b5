namespace MicroGrad.Simd.Kernels;

/// <summary>The elements of one row, less their mean and times a scale.</summary>
internal readonly struct Standardized<T, TVector, TLanes, TNorm>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
    where TNorm : struct, INorm
{
    private readonly TVector _scale, _mean, _shift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Standardized(T scale, T mean, T rest)
    {
        _scale = TLanes.Broadcast(scale);
        _mean = TLanes.Broadcast(mean);
        _shift = TLanes.Broadcast(-rest * scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of(TVector x) => TNorm.Centers ? TLanes.MultiplyAdd(TLanes.Subtract(x, _mean), _scale, _shift) : TLanes.Multiply(x, _scale);
}
