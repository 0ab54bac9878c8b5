using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = min(max(x + 3, 0), 6) / 6; slope 1/6 between −3 and 3, else 0.</summary>
/// <remarks>A. Howard et al., Searching for MobileNetV3 (2019). The slope at −3 and at 3 is 0.</remarks>
internal readonly struct HardSigmoid : IVectorOpWithSlope<HardSigmoid>
{
    public static string Name => "hard sigmoid";

    public static Saves Saves => Saves.Input;

    public static Domain Domain => new(-3, 3);

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Min(T.Max(x + T.CreateChecked(3), T.Zero), T.CreateChecked(6)) / T.CreateChecked(6);

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Divide(TLanes.Min(TLanes.Max(TLanes.Add(x, TLanes.Constant(3)), TLanes.Zero), TLanes.Constant(6)), TLanes.Constant(6));

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Abs(x) < T.CreateChecked(3) ? T.One / T.CreateChecked(6) : T.Zero;

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Select(TLanes.LessThan(TLanes.Abs(x), TLanes.Constant(3)), TLanes.Divide(TLanes.Constant(1), TLanes.Constant(6)), TLanes.Zero);
}
