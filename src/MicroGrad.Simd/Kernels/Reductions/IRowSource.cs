namespace MicroGrad.Simd.Kernels;

/// <summary>What a loop along a row reads beside it: a number for each column, or one for all.</summary>
internal unsafe interface IRowSource
{
    static abstract T* Address<T>(T* source, nint column) where T : unmanaged;

    static abstract TVector Load<T, TVector, TLanes>(T* source, nint column)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;
}

internal readonly unsafe struct OneNumber : IRowSource
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T* Address<T>(T* source, nint column) where T : unmanaged => source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<T, TVector, TLanes>(T* source, nint column)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Broadcast(*source);
}

internal readonly unsafe struct NumberPerColumn : IRowSource
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T* Address<T>(T* source, nint column) where T : unmanaged => source + column;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<T, TVector, TLanes>(T* source, nint column)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Load(source + column);
}
