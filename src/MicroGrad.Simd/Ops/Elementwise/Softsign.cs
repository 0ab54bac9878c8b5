using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = x / (1 + |x|); slope 1 / (1 + |x|)².</summary>
internal readonly struct Softsign : IVectorOpWithSlope<Softsign>
{
    public static string Name => "softsign";

    public static Saves Saves => Saves.Input;

    public static Domain Domain => Domain.NonZero;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.IsInfinity(x) ? T.CopySign(T.One, x) : x / (T.One + Magnitude.Of(x));

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Select(TLanes.EqualTo(TLanes.Abs(x), TLanes.Constant(double.PositiveInfinity)), TLanes.CopySign(TLanes.Constant(1), x), TLanes.Divide(x, TLanes.Add(TLanes.Constant(1), TLanes.Abs(x))));

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T>
    {
        T size = T.One + Magnitude.Of(x);
        return T.One / (size * size);
    }

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector size = TLanes.Add(TLanes.Constant(1), TLanes.Abs(x));
        return TLanes.Divide(TLanes.Constant(1), TLanes.Multiply(size, size));
    }
}
