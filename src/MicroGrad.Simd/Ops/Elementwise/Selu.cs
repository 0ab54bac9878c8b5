using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = λ x for x &gt; 0, else λ α (eˣ − 1); slope λ, else λ α eˣ.</summary>
/// <remarks>G. Klambauer, T. Unterthiner, A. Mayr and S. Hochreiter, Self-normalizing neural networks (2017), whose λ and α these are. At 0 the slope is that of the left.</remarks>
internal readonly struct Selu : IVectorOpWithSlope<Selu>
{
    private const double Lambda = 1.0507009873554804934193349852946, Alpha = 1.6732632423543772848170429916717;

    public static string Name => "selu";

    public static Saves Saves => Saves.Input;

    public static int Work => 4;

    public static Domain Domain => Domain.NonZero;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T>
    {
        if (ScalarForm.TryApply<T, Selu>(x, out T y)) return y;
        return T.CreateChecked(Lambda) * (x > T.Zero ? x : T.CreateChecked(Alpha) * NearZero.ExpM1(x));
    }

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Multiply(TLanes.Constant(Lambda), TLanes.Select(TLanes.LessThan(TLanes.Zero, x), x,
        TLanes.Multiply(TLanes.Constant(Alpha), NearZero<T, TVector, TLanes>.ExpM1OfNegative(x))));

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T>
    {
        if (ScalarForm.TrySlope<T, Selu>(x, out T slope)) return slope;
        return T.CreateChecked(Lambda) * (x > T.Zero ? T.One : T.CreateChecked(Alpha) * T.Exp(x));
    }

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Multiply(TLanes.Constant(Lambda), TLanes.Select(TLanes.LessThan(TLanes.Zero, x), TLanes.Constant(1),
        TLanes.Multiply(TLanes.Constant(Alpha), VectorExp<T, TVector, TLanes>.Apply(TLanes.AtMost(x, TLanes.Zero)))));
}
