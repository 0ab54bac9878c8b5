using System.Numerics;
using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>Vector functions that no op uses yet, with the precise ones in the place of a scalar form.</summary>
internal static class Functions
{
    internal readonly struct Erf : IVectorFunction
    {
        public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => Rounded<T>(Precise.Erf(double.CreateChecked(x)));

        public static TVector Apply<T, TVector, TLanes>(TVector x)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => VectorErf<T, TVector, TLanes>.Apply(x);
    }

    internal readonly struct Gelu : IVectorFunction, IVectorSlope
    {
        public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => Rounded<T>(Precise.Gelu(double.CreateChecked(x)));

        public static TVector Apply<T, TVector, TLanes>(TVector x)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => VectorGelu<T, TVector, TLanes>.Apply(x);

        public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T>
        {
            double at = double.CreateChecked(x), tail = double.CreateChecked(Rounded<T>(Precise.GaussTail(Math.Abs(at))));
            return T.CreateChecked((at < 0 ? tail : 1 - tail) + at * 0.3989422804014327 * Math.Exp(-at * at / 2));
        }

        public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => VectorGelu<T, TVector, TLanes>.Slope(x);
    }

    internal readonly struct GeluTanh : IVectorFunction
    {
        public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => Rounded<T>(Precise.GeluTanh(double.CreateChecked(x)));

        public static TVector Apply<T, TVector, TLanes>(TVector x)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => VectorGeluTanh<T, TVector, TLanes>.Apply(x);
    }

    internal readonly struct Softplus : IVectorFunction
    {
        public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => Rounded<T>(Precise.Softplus(double.CreateChecked(x)));

        public static TVector Apply<T, TVector, TLanes>(TVector x)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => VectorSoftplus<T, TVector, TLanes>.Apply(x);
    }

    private static T Rounded<T>(Scaled x) where T : IFloatingPointIeee754<T> => T.CreateChecked(Math.ScaleB(x.Value.High, x.Exponent));
}
