namespace MicroGrad.Simd.Numerics;

/// <content>Questions about a number: its derivatives play no part.</content>
internal partial interface IDifferentiable<TSelf, T>
{
    static bool INumberBase<TSelf>.IsCanonical(TSelf value) => true;

    static bool INumberBase<TSelf>.IsComplexNumber(TSelf value) => false;

    static bool INumberBase<TSelf>.IsImaginaryNumber(TSelf value) => false;

    static bool INumberBase<TSelf>.IsEvenInteger(TSelf value) => TSelf.Test<IsEvenInteger>(value, value);

    static bool INumberBase<TSelf>.IsFinite(TSelf value) => TSelf.Test<IsFinite>(value, value);

    static bool INumberBase<TSelf>.IsInfinity(TSelf value) => TSelf.Test<IsInfinity>(value, value);

    static bool INumberBase<TSelf>.IsInteger(TSelf value) => TSelf.Test<IsInteger>(value, value);

    static bool INumberBase<TSelf>.IsNaN(TSelf value) => TSelf.Test<IsNaN>(value, value);

    static bool INumberBase<TSelf>.IsNegative(TSelf value) => TSelf.Test<IsNegative>(value, value);

    static bool INumberBase<TSelf>.IsNegativeInfinity(TSelf value) => TSelf.Test<IsNegativeInfinity>(value, value);

    static bool INumberBase<TSelf>.IsNormal(TSelf value) => TSelf.Test<IsNormal>(value, value);

    static bool INumberBase<TSelf>.IsOddInteger(TSelf value) => TSelf.Test<IsOddInteger>(value, value);

    static bool INumberBase<TSelf>.IsPositive(TSelf value) => TSelf.Test<IsPositive>(value, value);

    static bool INumberBase<TSelf>.IsPositiveInfinity(TSelf value) => TSelf.Test<IsPositiveInfinity>(value, value);

    static bool INumberBase<TSelf>.IsRealNumber(TSelf value) => !TSelf.Test<IsNaN>(value, value);

    static bool INumberBase<TSelf>.IsSubnormal(TSelf value) => TSelf.Test<IsSubnormal>(value, value);

    static bool INumberBase<TSelf>.IsZero(TSelf value) => value == TSelf.Zero;

    static int INumber<TSelf>.Sign(TSelf value) => value > TSelf.Zero ? 1 : value < TSelf.Zero ? -1 : value == TSelf.Zero ? 0 : T.Sign(TSelf.Number(value));

    static int IFloatingPointIeee754<TSelf>.ILogB(TSelf x) => T.ILogB(TSelf.Observe(x));

    /// <summary>−1, 0 or 1 as in <see cref="IComparable{T}"/>: NaN is equal to itself and below all others.</summary>
    internal static int Compare(TSelf a, TSelf b) => a < b ? -1 : b < a ? 1 : a == b ? 0 : TSelf.Number(a).CompareTo(TSelf.Number(b));
}
