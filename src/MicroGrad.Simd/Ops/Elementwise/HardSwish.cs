using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = x min(max(x + 3, 0), 6) / 6; slope (2x + 3) / 6 between −3 and 3, and 0 below, 1 above.</summary>
/// <remarks>A. Howard et al., Searching for MobileNetV3 (2019). The slope is 0 at −3 and 1 at 3.</remarks>
internal readonly struct HardSwish : IVectorOpWithSlope<HardSwish>
{
    public static string Name => "hard swish";

    public static Saves Saves => Saves.Input;

    public static Domain Domain => new(-3, 3);

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => x <= T.CreateChecked(-3) ? T.NegativeZero : x * HardSigmoid.Apply(x);

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Select(TLanes.LessThanOrEqual(x, TLanes.Constant(-3)), TLanes.Constant(-0.0), TLanes.Multiply(x, HardSigmoid.Apply<T, TVector, TLanes>(x)));

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => x <= T.CreateChecked(-3) ? T.Zero : x >= T.CreateChecked(3) ? T.One : (x + x + T.CreateChecked(3)) / T.CreateChecked(6);

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Select(TLanes.LessThanOrEqual(x, TLanes.Constant(-3)), TLanes.Zero, TLanes.Select(TLanes.LessThanOrEqual(TLanes.Constant(3), x), TLanes.Constant(1),
        TLanes.Divide(TLanes.Add(TLanes.Add(x, x), TLanes.Constant(3)), TLanes.Constant(6))));
}
