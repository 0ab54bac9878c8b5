using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Programs;

/// <summary>A function that a program computes in one instruction.</summary>
internal interface IFused
{
    static abstract string Name { get; }
}

/// <summary>a b + c, rounded as the machine does it fastest.</summary>
internal readonly struct MultiplyAdd : IVectorFunction3, IFused
{
    public static string Name => "a × b + c";

    public static T Apply<T>(T a, T b, T c) where T : IFloatingPointIeee754<T> => T.MultiplyAddEstimate(a, b, c);

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b, TVector c)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.MultiplyAdd(a, b, c);
}

/// <summary>c − a b, rounded likewise.</summary>
internal readonly struct SubtractProduct : IVectorFunction3, IFused
{
    public static string Name => "c − a × b";

    public static T Apply<T>(T a, T b, T c) where T : IFloatingPointIeee754<T> => T.MultiplyAddEstimate(-a, b, c);

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b, TVector c)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.SubtractProduct(c, a, b);
}

/// <summary>a b − c, rounded likewise.</summary>
internal readonly struct MultiplySubtract : IVectorFunction3, IFused
{
    public static string Name => "a × b − c";

    public static T Apply<T>(T a, T b, T c) where T : IFloatingPointIeee754<T> => T.MultiplyAddEstimate(a, b, -c);

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b, TVector c)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.MultiplySubtract(a, b, c);
}

/// <summary>b where the mask a is not 0, else c.</summary>
internal readonly struct Select : IVectorFunction3, IFused
{
    public static string Name => "select";

    public static T Apply<T>(T a, T b, T c) where T : IFloatingPointIeee754<T> => a == T.Zero ? c : b;

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b, TVector c)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Select(TLanes.EqualTo(a, TLanes.Zero), c, b);
}
