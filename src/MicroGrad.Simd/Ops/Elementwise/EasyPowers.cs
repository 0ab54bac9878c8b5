using System.Numerics.Tensors;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Numerics;

namespace MicroGrad.Simd.Ops;

/// <summary>Powers with one exponent for all elements that a product, a quotient or a root gives, and more exactly: 2, 3, −1, ½.</summary>
/// <remarks>False where there is more than one exponent, or another, or where an exponent may have derivatives of its own.</remarks>
internal static class EasyPowers
{
    public static bool TryForward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> exponents, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        if (exponents.Length != 1 || default(T) is IZeroThroughout) return false;
        T exponent = exponents[0], two = T.One + T.One;
        if (exponent == two) TensorPrimitives.Multiply(a, a, y);
        else if (exponent == two + T.One) FunctionMap.Run<T, Cube>(a, y);
        else if (exponent == -T.One) FunctionMap.Run<T, Inverse>(a, y);
        else if (exponent + exponent == T.One) FunctionMap.Run<T, Root>(a, y);
        else return false;
        return true;
    }

    public static bool TryAddVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> exponents, ReadOnlySpan<T> y, Span<T> da)
        where T : IFloatingPointIeee754<T>
    {
        if (exponents.Length != 1 || default(T) is IZeroThroughout) return false;
        T exponent = exponents[0], two = T.One + T.One;
        if (exponent == two) SlopeSweep.Add<T, Square>(dy, a, y, da);
        else if (exponent == two + T.One) SlopeSweep.Add<T, Cube>(dy, a, y, da);
        else if (exponent == -T.One) SlopeSweep.Add<T, Inverse>(dy, a, y, da);
        else if (exponent + exponent == T.One) SlopeSweep.Add<T, Root>(dy, a, y, da);
        else return false;
        return true;
    }

    /// <summary>The slope of a², 2a.</summary>
    private readonly struct Square : IVectorSlope
    {
        public static T Slope<T>(T a, T y) where T : IFloatingPointIeee754<T> => a + a;

        public static TVector Slope<T, TVector, TLanes>(TVector a, TVector y)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => TLanes.Add(a, a);
    }

    /// <summary>a³ and its slope 3a².</summary>
    private readonly struct Cube : IVectorFunction, IVectorSlope
    {
        public static T Apply<T>(T a) where T : IFloatingPointIeee754<T> => a * a * a;

        public static TVector Apply<T, TVector, TLanes>(TVector a)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => TLanes.Multiply(TLanes.Multiply(a, a), a);

        public static T Slope<T>(T a, T y) where T : IFloatingPointIeee754<T> => T.CreateTruncating(3) * (a * a);

        public static TVector Slope<T, TVector, TLanes>(TVector a, TVector y)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => TLanes.Multiply(TLanes.Constant(3), TLanes.Multiply(a, a));
    }

    /// <summary>y = a^½ and its slope 1 / 2y. The power of −0 is 0 and that of −∞ is ∞; their roots are not.</summary>
    private readonly struct Root : IVectorFunction, IVectorSlope
    {
        public static T Apply<T>(T a) where T : IFloatingPointIeee754<T> => T.IsNegativeInfinity(a) ? T.PositiveInfinity : T.Abs(T.Sqrt(a));

        public static TVector Apply<T, TVector, TLanes>(TVector a)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> =>
            TLanes.Select(TLanes.EqualTo(a, TLanes.Constant(double.NegativeInfinity)), TLanes.Constant(double.PositiveInfinity), TLanes.Abs(TLanes.Sqrt(a)));

        public static T Slope<T>(T a, T y) where T : IFloatingPointIeee754<T> => Sqrt.Slope(a, y);

        public static TVector Slope<T, TVector, TLanes>(TVector a, TVector y)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => Sqrt.Slope<T, TVector, TLanes>(a, y);
    }

    /// <summary>y = a⁻¹ and its slope −y².</summary>
    private readonly struct Inverse : IVectorFunction, IVectorSlope
    {
        public static T Apply<T>(T a) where T : IFloatingPointIeee754<T> => T.One / a;

        public static TVector Apply<T, TVector, TLanes>(TVector a)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => TLanes.Divide(TLanes.Constant(1), a);

        public static T Slope<T>(T a, T y) where T : IFloatingPointIeee754<T> => -y * y;

        public static TVector Slope<T, TVector, TLanes>(TVector a, TVector y)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => TLanes.Multiply(TLanes.Negate(y), y);
    }
}
