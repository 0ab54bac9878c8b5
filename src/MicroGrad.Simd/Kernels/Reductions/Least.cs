namespace MicroGrad.Simd.Kernels;

/// <summary>The smaller of two numbers.</summary>
internal readonly struct Least : IExtreme
{
    public static string Name => "min";

    public static T Worst<T>() where T : IFloatingPointIeee754<T> => T.PositiveInfinity;

    public static T Pick<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Min(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Pick<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.AtMost(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Smallest(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector PickSign<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Or(x, y);
}
