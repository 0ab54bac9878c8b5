using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MicroGrad.Simd.Kernels;

internal readonly unsafe partial struct Lanes128<T> : IFunctionLanes<T, Vector128<T>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Constant(double x) =>
        typeof(T) == typeof(float) ? Vector128.Create((float)x).As<float, T>() : Vector128.Create(x).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Subtract(Vector128<T> x, Vector128<T> y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Multiply(Vector128<T> x, Vector128<T> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Divide(Vector128<T> x, Vector128<T> y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> x, Vector128<T> y, Vector128<T> z) =>
        typeof(T) == typeof(float)
            ? Vector128.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector128.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    // The JIT does not fold a negation into a fused product by itself.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplySubtract(Vector128<T> x, Vector128<T> y, Vector128<T> z) =>
        !Fma.IsSupported ? MultiplyAdd(x, y, -z)
        : typeof(T) == typeof(float) ? Fma.MultiplySubtract(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Fma.MultiplySubtract(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> SubtractProduct(Vector128<T> z, Vector128<T> x, Vector128<T> y) =>
        !Fma.IsSupported ? MultiplyAdd(-x, y, z)
        : typeof(T) == typeof(float) ? Fma.MultiplyAddNegated(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Fma.MultiplyAddNegated(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Sqrt(Vector128<T> x) => Vector128.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Abs(Vector128<T> x) => Vector128.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Negate(Vector128<T> x) => -x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> CopySign(Vector128<T> magnitude, Vector128<T> sign) =>
        Vector128.ConditionalSelect(Constant(-0.0), sign, magnitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> FlipSign(Vector128<T> x, Vector128<T> sign) => x ^ (sign & Constant(-0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Max(Vector128<T> x, Vector128<T> y) => Vector128.Max(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Min(Vector128<T> x, Vector128<T> y) => Vector128.Min(x, y);

    // The machine's own minimum and maximum return the second operand where either is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> AtMost(Vector128<T> x, Vector128<T> bound) => Vector128.MinNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> AtLeast(Vector128<T> x, Vector128<T> bound) => Vector128.MaxNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LessThan(Vector128<T> x, Vector128<T> y) => Vector128.LessThan(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LessThanOrEqual(Vector128<T> x, Vector128<T> y) => Vector128.LessThanOrEqual(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> EqualTo(Vector128<T> x, Vector128<T> y) => Vector128.Equals(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> And(Vector128<T> mask, Vector128<T> other) => mask & other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Or(Vector128<T> mask, Vector128<T> other) => mask | other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Select(Vector128<T> mask, Vector128<T> whereSet, Vector128<T> whereClear) =>
        Vector128.ConditionalSelect(mask, whereSet, whereClear);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllEqual(Vector128<T> x, Vector128<T> y) => Vector128.EqualsAll(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyEqual(Vector128<T> x, Vector128<T> y) => Vector128.EqualsAny(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> IsOdd(Vector128<T> shifted) =>
        typeof(T) == typeof(float) ? (-(shifted.AsInt32() & Vector128<int>.One)).As<int, T>() : (-(shifted.AsInt64() & Vector128<long>.One)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> HalfOddAsSign(Vector128<T> shifted) =>
        typeof(T) == typeof(float) ? (shifted.AsInt32() << 30).As<int, T>() : (shifted.AsInt64() << 62).As<long, T>();

    // Two steps, since 2ⁿ itself may overflow or vanish where x·2ⁿ does neither; the first is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Scale(Vector128<T> x, Vector128<T> n)
    {
        Vector128<T> magic = Constant(Exponents.Magic<T>());
        Vector128<T> half = MultiplyAdd(n, Constant(0.5), magic) - magic;
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    // Adding the magic number leaves n in the low bits, from where a shift takes it to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> PowerOfTwo(Vector128<T> n)
    {
        Vector128<T> shifted = n + Constant(Exponents.Magic<T>());
        return typeof(T) == typeof(float)
            ? ((shifted.AsInt32() << Exponents.FloatShift) + Vector128.Create(Exponents.FloatOne)).As<int, T>()
            : ((shifted.AsInt64() << Exponents.DoubleShift) + Vector128.Create(Exponents.DoubleOne)).As<long, T>();
    }

    // Subtracting the bits of ¾ borrows from the exponent where the mantissa is below 1½: what is left there is n.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> SplitExponent(Vector128<T> x, out Vector128<T> mantissa)
    {
        Vector128<T> tiny = Vector128.LessThan(x, Constant(Exponents.MinNormal<T>()));
        x = Vector128.ConditionalSelect(tiny, x * Constant(Exponents.TinyScale<T>()), x);
        Vector128<T> n;
        if (typeof(T) == typeof(float))
        {
            Vector128<int> over = x.AsInt32() - Vector128.Create(Exponents.FloatThreeQuarters);
            mantissa = (x.AsInt32() - (over & Vector128.Create(Exponents.FloatExponentMask))).As<int, T>();
            n = Vector128.ConvertToSingle(over >> Exponents.FloatShift).As<float, T>();
        }
        else
        {
            // There is no conversion from 64-bit integers before AVX-512: a biased n under the bits of 2⁵² is a double.
            Vector128<long> over = x.AsInt64() - Vector128.Create(Exponents.DoubleThreeQuarters);
            mantissa = (x.AsInt64() - (over & Vector128.Create(Exponents.DoubleExponentMask))).As<long, T>();
            Vector128<long> biased = ((over + Vector128.Create(Exponents.DoubleOne)) >>> Exponents.DoubleShift) | Vector128.Create(Exponents.DoubleIntegers);
            n = (biased.AsDouble() - Vector128.Create(Exponents.DoubleIntegersBias)).As<double, T>();
        }

        n -= Vector128.ConditionalSelect(tiny, Constant(Exponents.TinyShift<T>()), Vector128<T>.Zero);
        n = Vector128.ConditionalSelect(Vector128.Equals(x, Vector128<T>.Zero), Constant(double.NegativeInfinity), n);
        n = Vector128.ConditionalSelect(Vector128.Equals(x, Constant(double.PositiveInfinity)), x, n);
        mantissa = Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(x, Vector128<T>.Zero), mantissa, Constant(double.NaN));
        return n;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(Vector128<T> x)
    {
        x = Vector128.MaxNative(x, Vector128.Shuffle(x.AsInt64(), Vector128.Create(1L, 0)).As<long, T>());
        if (typeof(T) == typeof(float)) x = Vector128.MaxNative(x, Vector128.Shuffle(x.AsInt32(), Vector128.Create(1, 0, 3, 2)).As<int, T>());
        return x.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Smallest(Vector128<T> x)
    {
        x = Vector128.MinNative(x, Vector128.Shuffle(x.AsInt64(), Vector128.Create(1L, 0)).As<long, T>());
        if (typeof(T) == typeof(float)) x = Vector128.MinNative(x, Vector128.Shuffle(x.AsInt32(), Vector128.Create(1, 0, 3, 2)).As<int, T>());
        return x.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Vector128<T> x) => x.ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> InDoubles<TFunction>(Vector128<T> a, Vector128<T> b, Vector128<T> c, out Vector128<T> rest) where TFunction : struct, IWideFunction
    {
        Vector128<double> low = TFunction.Apply<Vector128<double>, Lanes128<double>>(
            Vector128.WidenLower(a.AsSingle()), Vector128.WidenLower(b.AsSingle()), Vector128.WidenLower(c.AsSingle()), out Vector128<double> lowRest);
        Vector128<double> high = TFunction.Apply<Vector128<double>, Lanes128<double>>(
            Vector128.WidenUpper(a.AsSingle()), Vector128.WidenUpper(b.AsSingle()), Vector128.WidenUpper(c.AsSingle()), out Vector128<double> highRest);
        rest = Vector128.Narrow(lowRest, highRest).As<float, T>();
        return Vector128.Narrow(low, high).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LoadEveryOther(T* source) =>
        typeof(T) == typeof(double) ? Vector128.Create(((double*)source)[0], ((double*)source)[2]).As<double, T>()
        : Sse.IsSupported ? Sse.Shuffle(Vector128.Load((float*)source), Vector128.Load((float*)source + 3), 0b11_01_10_00).As<float, T>()
        : Vector128.Create(((float*)source)[0], ((float*)source)[2], ((float*)source)[4], ((float*)source)[6]).As<float, T>();
}
