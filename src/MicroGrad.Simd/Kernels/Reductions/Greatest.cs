namespace MicroGrad.Simd.Kernels;

/// <summary>The larger of two numbers.</summary>
internal readonly struct Greatest : IExtreme
{
    public static string Name => "max";

    public static T Worst<T>() where T : IFloatingPointIeee754<T> => T.NegativeInfinity;

    public static T Pick<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Max(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Pick<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.AtLeast(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Largest(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector PickSign<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.And(x, y);
}
