using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Numerics;

namespace MicroGrad.Simd.Ops;

/// <summary>y = aᵇ; slopes b aᵇ⁻¹ and y ln a.</summary>
/// <remarks>
/// For b = 0 the left slope is 0 at every a, and for a = 0 the right slope is 0 where b ≥ 0: there the product is the constant that
/// its limit is, not 0 · ∞. A constant exponent is an operand that wants no gradient.
/// </remarks>
internal readonly struct Pow : IBinaryOp<Pow>, IVectorFunction2
{
    public static string Name => "pow";

    public static Saves Saves => Saves.Left | Saves.Right | Saves.Output;

    public static int Work => 4;

    public static Domain LeftDomain => Domain.Positive;

    // A square is by far the commonest power, and a product is exact where the general function is slow.
    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => ZeroThroughout.OfDifference(b, T.One + T.One) ? a * a : T.Pow(a, b);

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorPow<T, TVector, TLanes>.Apply(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> =>
        ZeroThroughout.OfDifference(b, T.One + T.One) ? a + a : ZeroThroughout.Of(b) ? T.Zero : b * T.Pow(a, b - T.One);

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> =>
        a == T.Zero && b >= T.Zero ? T.Zero : y * T.Log(a);

    public static void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> exponents = Distinct(b);
        if (EasyPowers.TryForward(a, exponents, y)) return;
        if (!HasVectorForm<T>()) for (int i = 0; i < y.Length; i++) y[i] = Apply(a[i], b[i]);
        else if (IsPlain(a, exponents)) FunctionMap2.Run<T, OfPositive>(a, b, y);
        else FunctionMap2.Run<T, Pow>(a, b, y);
    }

    public static void AddVjpLeft<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> da)
        where T : IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> exponents = Distinct(b);
        if (EasyPowers.TryAddVjp(dy, a, exponents, y, da)) return;
        if (!HasVectorForm<T>()) for (int i = 0; i < da.Length; i++) da[i] += dy[i] * SlopeLeft(a[i], b[i], y[i]);
        else if (IsPlain(a, exponents)) SlopeSweep.Add<T, LeftSlopeOfPositive>(dy, a, b, da);
        else SlopeSweep.Add<T, LeftSlope>(dy, a, b, da);
    }

    public static void AddVjpRight<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> db)
        where T : IFloatingPointIeee754<T> => SlopeSweep.Add<T, RightSlope>(dy, a, y, db);

    // One where all are the same.
    private static ReadOnlySpan<T> Distinct<T>(ReadOnlySpan<T> b) where T : IFloatingPointIeee754<T> => b.Length > 0 && Scan.AllEqual(b, b[0]) ? b[..1] : b;

    private static bool HasVectorForm<T>() => typeof(T) == typeof(float) || FusedProducts.AreSupported;

    // The special cases are a third of the general function, and rare.
    private static bool IsPlain<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) where T : IFloatingPointIeee754<T> =>
        Scan.AllBetween(a, T.Zero, T.PositiveInfinity) && Scan.AllBetween(b, T.NegativeInfinity, T.PositiveInfinity);

    /// <summary>aᵇ for a finite a &gt; 0 and a finite b.</summary>
    private readonly struct OfPositive : IVectorFunction2
    {
        public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => Pow.Apply(a, b);

        public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> => VectorPow<T, TVector, TLanes>.OfPositive(a, b);
    }

    /// <summary>b aᵇ⁻¹, and 0 for b = 0.</summary>
    private readonly struct LeftSlope : IVectorSlope
    {
        public static T Slope<T>(T a, T b) where T : IFloatingPointIeee754<T> => SlopeLeft(a, b, a);

        public static TVector Slope<T, TVector, TLanes>(TVector a, TVector b)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> =>
            TLanes.Select(TLanes.EqualTo(b, TLanes.Zero), TLanes.Zero,
                TLanes.Multiply(b, VectorPow<T, TVector, TLanes>.Apply(a, TLanes.Subtract(b, TLanes.Constant(1)))));
    }

    /// <summary>The same for a finite a &gt; 0 and a finite b.</summary>
    private readonly struct LeftSlopeOfPositive : IVectorSlope
    {
        public static T Slope<T>(T a, T b) where T : IFloatingPointIeee754<T> => SlopeLeft(a, b, a);

        public static TVector Slope<T, TVector, TLanes>(TVector a, TVector b)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> =>
            TLanes.Select(TLanes.EqualTo(b, TLanes.Zero), TLanes.Zero,
                TLanes.Multiply(b, VectorPow<T, TVector, TLanes>.OfPositive(a, TLanes.Subtract(b, TLanes.Constant(1)))));
    }

    /// <summary>y ln a, and 0 for a = 0 where y is finite: there b ≥ 0.</summary>
    private readonly struct RightSlope : IVectorSlope
    {
        public static T Slope<T>(T a, T y) where T : IFloatingPointIeee754<T> => a == T.Zero && T.IsFinite(y) ? T.Zero : y * T.Log(a);

        public static TVector Slope<T, TVector, TLanes>(TVector a, TVector y)
            where T : unmanaged
            where TVector : struct
            where TLanes : IFunctionLanes<T, TVector> =>
            TLanes.Select(
                TLanes.And(TLanes.EqualTo(a, TLanes.Zero), TLanes.LessThan(TLanes.Abs(y), TLanes.Constant(double.PositiveInfinity))),
                TLanes.Zero, TLanes.Multiply(y, VectorLog<T, TVector, TLanes>.Apply(a)));
    }
}
