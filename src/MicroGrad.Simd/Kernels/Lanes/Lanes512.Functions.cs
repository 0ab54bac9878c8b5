using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MicroGrad.Simd.Kernels;

internal readonly unsafe partial struct Lanes512<T> : IFunctionLanes<T, Vector512<T>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Constant(double x) =>
        typeof(T) == typeof(float) ? Vector512.Create((float)x).As<float, T>() : Vector512.Create(x).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Subtract(Vector512<T> x, Vector512<T> y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Multiply(Vector512<T> x, Vector512<T> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Divide(Vector512<T> x, Vector512<T> y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> x, Vector512<T> y, Vector512<T> z) =>
        typeof(T) == typeof(float)
            ? Vector512.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector512.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplySubtract(Vector512<T> x, Vector512<T> y, Vector512<T> z) =>
        typeof(T) == typeof(float)
            ? Avx512F.FusedMultiplySubtract(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Avx512F.FusedMultiplySubtract(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> SubtractProduct(Vector512<T> z, Vector512<T> x, Vector512<T> y) =>
        typeof(T) == typeof(float)
            ? Avx512F.FusedMultiplyAddNegated(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Avx512F.FusedMultiplyAddNegated(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sqrt(Vector512<T> x) => Vector512.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Abs(Vector512<T> x) => Vector512.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Negate(Vector512<T> x) => -x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> CopySign(Vector512<T> magnitude, Vector512<T> sign) =>
        Vector512.ConditionalSelect(Constant(-0.0), sign, magnitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> FlipSign(Vector512<T> x, Vector512<T> sign) => x ^ (sign & Constant(-0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Max(Vector512<T> x, Vector512<T> y) => Vector512.Max(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Min(Vector512<T> x, Vector512<T> y) => Vector512.Min(x, y);

    // The machine's own minimum and maximum return the second operand where either is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> AtMost(Vector512<T> x, Vector512<T> bound) => Vector512.MinNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> AtLeast(Vector512<T> x, Vector512<T> bound) => Vector512.MaxNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LessThan(Vector512<T> x, Vector512<T> y) => Vector512.LessThan(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LessThanOrEqual(Vector512<T> x, Vector512<T> y) => Vector512.LessThanOrEqual(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> EqualTo(Vector512<T> x, Vector512<T> y) => Vector512.Equals(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> And(Vector512<T> mask, Vector512<T> other) => mask & other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Or(Vector512<T> mask, Vector512<T> other) => mask | other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Select(Vector512<T> mask, Vector512<T> whereSet, Vector512<T> whereClear) =>
        Vector512.ConditionalSelect(mask, whereSet, whereClear);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllEqual(Vector512<T> x, Vector512<T> y) => Vector512.EqualsAll(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyEqual(Vector512<T> x, Vector512<T> y) => Vector512.EqualsAny(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> IsOdd(Vector512<T> shifted) =>
        typeof(T) == typeof(float) ? (-(shifted.AsInt32() & Vector512<int>.One)).As<int, T>() : (-(shifted.AsInt64() & Vector512<long>.One)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> HalfOddAsSign(Vector512<T> shifted) =>
        typeof(T) == typeof(float) ? (shifted.AsInt32() << 30).As<int, T>() : (shifted.AsInt64() << 62).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Scale(Vector512<T> x, Vector512<T> n) =>
        typeof(T) == typeof(float)
            ? Avx512F.Scale(x.AsSingle(), n.AsSingle()).As<float, T>()
            : Avx512F.Scale(x.AsDouble(), n.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> PowerOfTwo(Vector512<T> n) => Scale(Constant(1), n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> SplitExponent(Vector512<T> x, out Vector512<T> mantissa)
    {
        Vector512<T> n;
        if (typeof(T) == typeof(float))
        {
            mantissa = Avx512F.GetMantissa(x.AsSingle(), ThreeQuartersAndUp).As<float, T>();
            n = Avx512F.GetExponent(x.AsSingle()).As<float, T>();
        }
        else
        {
            mantissa = Avx512F.GetMantissa(x.AsDouble(), ThreeQuartersAndUp).As<double, T>();
            n = Avx512F.GetExponent(x.AsDouble()).As<double, T>();
        }

        // The exponent is that of a mantissa from 1 to 2: one less than n where the mantissa has been halved.
        return Vector512.ConditionalSelect(Vector512.LessThan(mantissa, Constant(1)), n + Constant(1), n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(Vector512<T> x) => Lanes256<T>.Largest(Vector256.MaxNative(x.GetLower(), x.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Smallest(Vector512<T> x) => Lanes256<T>.Smallest(Vector256.MinNative(x.GetLower(), x.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Vector512<T> x) => x.ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> InDoubles<TFunction>(Vector512<T> a, Vector512<T> b, Vector512<T> c, out Vector512<T> rest) where TFunction : struct, IWideFunction
    {
        Vector512<double> low = TFunction.Apply<Vector512<double>, Lanes512<double>>(
            Vector512.WidenLower(a.AsSingle()), Vector512.WidenLower(b.AsSingle()), Vector512.WidenLower(c.AsSingle()), out Vector512<double> lowRest);
        Vector512<double> high = TFunction.Apply<Vector512<double>, Lanes512<double>>(
            Vector512.WidenUpper(a.AsSingle()), Vector512.WidenUpper(b.AsSingle()), Vector512.WidenUpper(c.AsSingle()), out Vector512<double> highRest);
        rest = Vector512.Narrow(lowRest, highRest).As<float, T>();
        return Vector512.Narrow(low, high).As<float, T>();
    }

    // Of vgetmantps and vgetmantpd: the interval ¾ ≤ mantissa < 1½, and NaN for a negative source.
    private const byte ThreeQuartersAndUp = 0b1011;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadEveryOther(T* source) =>
        Vector512.Create(Lanes256<T>.LoadEveryOther(source), Lanes256<T>.LoadEveryOther(source + Vector512<T>.Count));
}
