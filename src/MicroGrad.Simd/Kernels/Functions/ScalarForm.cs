using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Vector functions of one number, for what the runtime has no function of its own for.</summary>
internal static class ScalarForm
{
    /// <summary>f(x); false for element types that have no vector form, nor fit into one that has.</summary>
    public static bool TryApply<T, TFunction>(T x, out T y)
        where T : IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction
    {
        y = T.Zero;
        if (typeof(T) == typeof(double)) y = T.CreateTruncating(Apply<double, TFunction>(double.CreateTruncating(x)));
        else if (typeof(T) == typeof(float) || typeof(T) == typeof(Half)) y = T.CreateTruncating(Apply<float, TFunction>(float.CreateTruncating(x)));
        else return false;
        return true;
    }

    /// <inheritdoc cref="TryApply{T, TFunction}(T, out T)"/>
    public static bool TrySlope<T, TSlope>(T x, out T slope)
        where T : IFloatingPointIeee754<T>
        where TSlope : struct, IVectorSlope =>
        TryApply<T, SlopeAt<TSlope>>(x, out slope);

    private static T Apply<T, TFunction>(T x)
        where T : unmanaged
        where TFunction : struct, IVectorFunction =>
        TFunction.Apply<T, Vector128<T>, Lanes128<T>>(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>A slope that does not read the output, as a function.</summary>
    private readonly struct SlopeAt<TSlope> : IVectorFunction where TSlope : struct, IVectorSlope
    {
        public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => TSlope.Slope(x, x);

        public static TVector Apply<T, TVector, TLanes>(TVector x)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => TSlope.Slope<T, TVector, TLanes>(x, x);
    }
}
