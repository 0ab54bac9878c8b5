using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd.Numerics;

/// <content>Functions, each the op of its name.</content>
internal partial interface IDifferentiable<TSelf, T>
{
    static TSelf IExponentialFunctions<TSelf>.Exp(TSelf x) => TSelf.Record<Exp>(x);

    static TSelf IExponentialFunctions<TSelf>.ExpM1(TSelf x) => TSelf.Record<ExpM1>(x);

    static TSelf IExponentialFunctions<TSelf>.Exp2(TSelf x) => TSelf.Record<Exp2>(x);

    static TSelf IExponentialFunctions<TSelf>.Exp10(TSelf x) => TSelf.Record<Exp10>(x);

    static TSelf ILogarithmicFunctions<TSelf>.Log(TSelf x) => TSelf.Record<Log>(x);

    static TSelf ILogarithmicFunctions<TSelf>.Log(TSelf x, TSelf newBase) => TSelf.Record<LogToBase>(x, newBase);

    static TSelf ILogarithmicFunctions<TSelf>.LogP1(TSelf x) => TSelf.Record<LogP1>(x);

    static TSelf ILogarithmicFunctions<TSelf>.Log2(TSelf x) => TSelf.Record<Log2>(x);

    static TSelf ILogarithmicFunctions<TSelf>.Log10(TSelf x) => TSelf.Record<Log10>(x);

    static TSelf IPowerFunctions<TSelf>.Pow(TSelf x, TSelf y) => TSelf.Record<Pow>(x, y);

    static TSelf IRootFunctions<TSelf>.Cbrt(TSelf x) => TSelf.Record<Cbrt>(x);

    static TSelf IRootFunctions<TSelf>.Hypot(TSelf x, TSelf y) => TSelf.Record<Hypot>(x, y);

    static TSelf IRootFunctions<TSelf>.RootN(TSelf x, int n) => TSelf.Record<RootN>(x, TSelf.Constant(T.CreateChecked(n)));

    static TSelf IRootFunctions<TSelf>.Sqrt(TSelf x) => TSelf.Record<Sqrt>(x);

    static TSelf IHyperbolicFunctions<TSelf>.Acosh(TSelf x) => TSelf.Record<Acosh>(x);

    static TSelf IHyperbolicFunctions<TSelf>.Asinh(TSelf x) => TSelf.Record<Asinh>(x);

    static TSelf IHyperbolicFunctions<TSelf>.Atanh(TSelf x) => TSelf.Record<Atanh>(x);

    static TSelf IHyperbolicFunctions<TSelf>.Cosh(TSelf x) => TSelf.Record<Cosh>(x);

    static TSelf IHyperbolicFunctions<TSelf>.Sinh(TSelf x) => TSelf.Record<Sinh>(x);

    static TSelf IHyperbolicFunctions<TSelf>.Tanh(TSelf x) => TSelf.Record<Tanh>(x);

    static TSelf ITrigonometricFunctions<TSelf>.Acos(TSelf x) => TSelf.Record<Acos>(x);

    static TSelf ITrigonometricFunctions<TSelf>.AcosPi(TSelf x) => TSelf.Record<AcosPi>(x);

    static TSelf ITrigonometricFunctions<TSelf>.Asin(TSelf x) => TSelf.Record<Asin>(x);

    static TSelf ITrigonometricFunctions<TSelf>.AsinPi(TSelf x) => TSelf.Record<AsinPi>(x);

    static TSelf ITrigonometricFunctions<TSelf>.Atan(TSelf x) => TSelf.Record<Atan>(x);

    static TSelf ITrigonometricFunctions<TSelf>.AtanPi(TSelf x) => TSelf.Record<AtanPi>(x);

    static TSelf ITrigonometricFunctions<TSelf>.Cos(TSelf x) => TSelf.Record<Cos>(x);

    static TSelf ITrigonometricFunctions<TSelf>.CosPi(TSelf x) => TSelf.Record<CosPi>(x);

    static TSelf ITrigonometricFunctions<TSelf>.Sin(TSelf x) => TSelf.Record<Sin>(x);

    static TSelf ITrigonometricFunctions<TSelf>.SinPi(TSelf x) => TSelf.Record<SinPi>(x);

    static (TSelf Sin, TSelf Cos) ITrigonometricFunctions<TSelf>.SinCos(TSelf x) => (TSelf.Record<Sin>(x), TSelf.Record<Cos>(x));

    static (TSelf SinPi, TSelf CosPi) ITrigonometricFunctions<TSelf>.SinCosPi(TSelf x) => (TSelf.Record<SinPi>(x), TSelf.Record<CosPi>(x));

    static TSelf ITrigonometricFunctions<TSelf>.Tan(TSelf x) => TSelf.Record<Tan>(x);

    static TSelf ITrigonometricFunctions<TSelf>.TanPi(TSelf x) => TSelf.Record<TanPi>(x);

    static TSelf IFloatingPointIeee754<TSelf>.Atan2(TSelf y, TSelf x) => TSelf.Record<Atan2>(y, x);

    static TSelf IFloatingPointIeee754<TSelf>.Atan2Pi(TSelf y, TSelf x) => TSelf.Record<Atan2Pi>(y, x);

    static TSelf IFloatingPointIeee754<TSelf>.BitDecrement(TSelf x) => TSelf.Record<BitDecrement>(x);

    static TSelf IFloatingPointIeee754<TSelf>.BitIncrement(TSelf x) => TSelf.Record<BitIncrement>(x);

    static TSelf IFloatingPointIeee754<TSelf>.FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend) =>
        TSelf.ProductSum(left, right, addend, T.FusedMultiplyAdd(TSelf.Number(left), TSelf.Number(right), TSelf.Number(addend)));

    static TSelf INumberBase<TSelf>.MultiplyAddEstimate(TSelf left, TSelf right, TSelf addend) =>
        TSelf.ProductSum(left, right, addend, T.MultiplyAddEstimate(TSelf.Number(left), TSelf.Number(right), TSelf.Number(addend)));

    static TSelf IFloatingPointIeee754<TSelf>.Ieee754Remainder(TSelf left, TSelf right) => TSelf.Record<Ieee754Remainder>(left, right);

    static TSelf IFloatingPointIeee754<TSelf>.Lerp(TSelf value1, TSelf value2, TSelf amount) =>
        TSelf.MultiplyAddEstimate(value1, TSelf.One - amount, value2 * amount);

    static TSelf IFloatingPointIeee754<TSelf>.ReciprocalEstimate(TSelf x) => TSelf.Record<Reciprocal>(x);

    static TSelf IFloatingPointIeee754<TSelf>.ReciprocalSqrtEstimate(TSelf x) => TSelf.Record<ReciprocalSqrt>(x);

    static TSelf IFloatingPointIeee754<TSelf>.ScaleB(TSelf x, int n) => TSelf.Record<ScaleB>(x, TSelf.Constant(T.CreateChecked(n)));

    static TSelf IFloatingPoint<TSelf>.Ceiling(TSelf x) => TSelf.Record<Ceiling>(x);

    static TSelf IFloatingPoint<TSelf>.Floor(TSelf x) => TSelf.Record<Floor>(x);

    static TSelf IFloatingPoint<TSelf>.Truncate(TSelf x) => TSelf.Record<Truncate>(x);

    static TSelf IFloatingPoint<TSelf>.Round(TSelf x) => TSelf.Record<Round>(x);

    static TSelf IFloatingPoint<TSelf>.Round(TSelf x, int digits) => TSelf.Round(x, digits, MidpointRounding.ToEven);

    static TSelf IFloatingPoint<TSelf>.Round(TSelf x, MidpointRounding mode) => TSelf.Round(x, 0, mode);

    static TSelf IFloatingPoint<TSelf>.Round(TSelf x, int digits, MidpointRounding mode)
    {
        T.Round(T.Zero, digits, mode); // throws where a digit count or a mode is none
        return TSelf.Record<RoundTo>(x, TSelf.Constant(RoundTo.Encode<T>(digits, mode)));
    }

    static TSelf INumberBase<TSelf>.Abs(TSelf x) => TSelf.Record<Abs>(x);

    static TSelf INumber<TSelf>.CopySign(TSelf value, TSelf sign) => TSelf.Record<CopySign>(value, sign);

    static TSelf INumber<TSelf>.Clamp(TSelf value, TSelf min, TSelf max)
    {
        if (min > max) Recording.Throw.EmptyClamp(TSelf.Number(min), TSelf.Number(max));
        return TSelf.Record<ClampMax>(TSelf.Record<ClampMin>(value, min), max);
    }

    static TSelf INumber<TSelf>.ClampNative(TSelf value, TSelf min, TSelf max) => TSelf.Clamp(value, min, max);

    static TSelf INumber<TSelf>.Max(TSelf x, TSelf y) => TSelf.Record<Max>(x, y);

    static TSelf INumber<TSelf>.MaxNative(TSelf x, TSelf y) => TSelf.Record<Max>(x, y);

    static TSelf INumber<TSelf>.MaxNumber(TSelf x, TSelf y) => TSelf.Record<Pick<MaxNumber>>(x, y);

    static TSelf INumber<TSelf>.Min(TSelf x, TSelf y) => TSelf.Record<Min>(x, y);

    static TSelf INumber<TSelf>.MinNative(TSelf x, TSelf y) => TSelf.Record<Min>(x, y);

    static TSelf INumber<TSelf>.MinNumber(TSelf x, TSelf y) => TSelf.Record<Pick<MinNumber>>(x, y);

    static TSelf INumberBase<TSelf>.MaxMagnitude(TSelf x, TSelf y) => TSelf.Record<Pick<MaxMagnitude>>(x, y);

    static TSelf INumberBase<TSelf>.MaxMagnitudeNumber(TSelf x, TSelf y) => TSelf.Record<Pick<MaxMagnitudeNumber>>(x, y);

    static TSelf INumberBase<TSelf>.MinMagnitude(TSelf x, TSelf y) => TSelf.Record<Pick<MinMagnitude>>(x, y);

    static TSelf INumberBase<TSelf>.MinMagnitudeNumber(TSelf x, TSelf y) => TSelf.Record<Pick<MinMagnitudeNumber>>(x, y);
}
