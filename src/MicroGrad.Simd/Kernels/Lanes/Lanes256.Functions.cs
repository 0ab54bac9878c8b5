using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MicroGrad.Simd.Kernels;

internal readonly unsafe partial struct Lanes256<T> : IFunctionLanes<T, Vector256<T>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Constant(double x) =>
        typeof(T) == typeof(float) ? Vector256.Create((float)x).As<float, T>() : Vector256.Create(x).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Subtract(Vector256<T> x, Vector256<T> y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Multiply(Vector256<T> x, Vector256<T> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Divide(Vector256<T> x, Vector256<T> y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> x, Vector256<T> y, Vector256<T> z) =>
        typeof(T) == typeof(float)
            ? Vector256.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector256.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    // The JIT does not fold a negation into a fused product by itself.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplySubtract(Vector256<T> x, Vector256<T> y, Vector256<T> z) =>
        !Fma.IsSupported ? MultiplyAdd(x, y, -z)
        : typeof(T) == typeof(float) ? Fma.MultiplySubtract(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Fma.MultiplySubtract(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> SubtractProduct(Vector256<T> z, Vector256<T> x, Vector256<T> y) =>
        !Fma.IsSupported ? MultiplyAdd(-x, y, z)
        : typeof(T) == typeof(float) ? Fma.MultiplyAddNegated(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Fma.MultiplyAddNegated(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Sqrt(Vector256<T> x) => Vector256.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Abs(Vector256<T> x) => Vector256.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Negate(Vector256<T> x) => -x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> CopySign(Vector256<T> magnitude, Vector256<T> sign) =>
        Vector256.ConditionalSelect(Constant(-0.0), sign, magnitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> FlipSign(Vector256<T> x, Vector256<T> sign) => x ^ (sign & Constant(-0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Max(Vector256<T> x, Vector256<T> y) => Vector256.Max(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Min(Vector256<T> x, Vector256<T> y) => Vector256.Min(x, y);

    // The machine's own minimum and maximum return the second operand where either is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> AtMost(Vector256<T> x, Vector256<T> bound) => Vector256.MinNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> AtLeast(Vector256<T> x, Vector256<T> bound) => Vector256.MaxNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LessThan(Vector256<T> x, Vector256<T> y) => Vector256.LessThan(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LessThanOrEqual(Vector256<T> x, Vector256<T> y) => Vector256.LessThanOrEqual(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> EqualTo(Vector256<T> x, Vector256<T> y) => Vector256.Equals(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> And(Vector256<T> mask, Vector256<T> other) => mask & other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Or(Vector256<T> mask, Vector256<T> other) => mask | other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Select(Vector256<T> mask, Vector256<T> whereSet, Vector256<T> whereClear) =>
        Vector256.ConditionalSelect(mask, whereSet, whereClear);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllEqual(Vector256<T> x, Vector256<T> y) => Vector256.EqualsAll(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyEqual(Vector256<T> x, Vector256<T> y) => Vector256.EqualsAny(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> IsOdd(Vector256<T> shifted) =>
        typeof(T) == typeof(float) ? (-(shifted.AsInt32() & Vector256<int>.One)).As<int, T>() : (-(shifted.AsInt64() & Vector256<long>.One)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> HalfOddAsSign(Vector256<T> shifted) =>
        typeof(T) == typeof(float) ? (shifted.AsInt32() << 30).As<int, T>() : (shifted.AsInt64() << 62).As<long, T>();

    // Two steps, since 2ⁿ itself may overflow or vanish where x·2ⁿ does neither; the first is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Scale(Vector256<T> x, Vector256<T> n)
    {
        Vector256<T> magic = Constant(Exponents.Magic<T>());
        Vector256<T> half = MultiplyAdd(n, Constant(0.5), magic) - magic;
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    // Adding the magic number leaves n in the low bits, from where a shift takes it to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> PowerOfTwo(Vector256<T> n)
    {
        Vector256<T> shifted = n + Constant(Exponents.Magic<T>());
        return typeof(T) == typeof(float)
            ? ((shifted.AsInt32() << Exponents.FloatShift) + Vector256.Create(Exponents.FloatOne)).As<int, T>()
            : ((shifted.AsInt64() << Exponents.DoubleShift) + Vector256.Create(Exponents.DoubleOne)).As<long, T>();
    }

    // Subtracting the bits of ¾ borrows from the exponent where the mantissa is below 1½: what is left there is n.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> SplitExponent(Vector256<T> x, out Vector256<T> mantissa)
    {
        Vector256<T> tiny = Vector256.LessThan(x, Constant(Exponents.MinNormal<T>()));
        x = Vector256.ConditionalSelect(tiny, x * Constant(Exponents.TinyScale<T>()), x);
        Vector256<T> n;
        if (typeof(T) == typeof(float))
        {
            Vector256<int> over = x.AsInt32() - Vector256.Create(Exponents.FloatThreeQuarters);
            mantissa = (x.AsInt32() - (over & Vector256.Create(Exponents.FloatExponentMask))).As<int, T>();
            n = Vector256.ConvertToSingle(over >> Exponents.FloatShift).As<float, T>();
        }
        else
        {
            // There is no conversion from 64-bit integers before AVX-512: a biased n under the bits of 2⁵² is a double.
            Vector256<long> over = x.AsInt64() - Vector256.Create(Exponents.DoubleThreeQuarters);
            mantissa = (x.AsInt64() - (over & Vector256.Create(Exponents.DoubleExponentMask))).As<long, T>();
            Vector256<long> biased = ((over + Vector256.Create(Exponents.DoubleOne)) >>> Exponents.DoubleShift) | Vector256.Create(Exponents.DoubleIntegers);
            n = (biased.AsDouble() - Vector256.Create(Exponents.DoubleIntegersBias)).As<double, T>();
        }

        n -= Vector256.ConditionalSelect(tiny, Constant(Exponents.TinyShift<T>()), Vector256<T>.Zero);
        n = Vector256.ConditionalSelect(Vector256.Equals(x, Vector256<T>.Zero), Constant(double.NegativeInfinity), n);
        n = Vector256.ConditionalSelect(Vector256.Equals(x, Constant(double.PositiveInfinity)), x, n);
        mantissa = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, Vector256<T>.Zero), mantissa, Constant(double.NaN));
        return n;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(Vector256<T> x) => Lanes128<T>.Largest(Vector128.MaxNative(x.GetLower(), x.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Smallest(Vector256<T> x) => Lanes128<T>.Smallest(Vector128.MinNative(x.GetLower(), x.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Vector256<T> x) => x.ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> InDoubles<TFunction>(Vector256<T> a, Vector256<T> b, Vector256<T> c, out Vector256<T> rest) where TFunction : struct, IWideFunction
    {
        Vector256<double> low = TFunction.Apply<Vector256<double>, Lanes256<double>>(
            Vector256.WidenLower(a.AsSingle()), Vector256.WidenLower(b.AsSingle()), Vector256.WidenLower(c.AsSingle()), out Vector256<double> lowRest);
        Vector256<double> high = TFunction.Apply<Vector256<double>, Lanes256<double>>(
            Vector256.WidenUpper(a.AsSingle()), Vector256.WidenUpper(b.AsSingle()), Vector256.WidenUpper(c.AsSingle()), out Vector256<double> highRest);
        rest = Vector256.Narrow(lowRest, highRest).As<float, T>();
        return Vector256.Narrow(low, high).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadEveryOther(T* source) =>
        Vector256.Create(Lanes128<T>.LoadEveryOther(source), Lanes128<T>.LoadEveryOther(source + Vector256<T>.Count));
}
