using System.Numerics;

namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>Every member of generic math, for any number.</summary>
internal static partial class Members<T> where T : IFloatingPointIeee754<T>, IMinMaxValue<T>
{
    public static IReadOnlyList<Member<T>> All => field ??=
        [.. Functions<T>.All.Select(function => function.Member), .. Flat.Select(function => function.Member), .. Questions, .. Constants, .. Parts, .. Texts, .. Conversions];

    /// <summary>Steps: their slope is 0.</summary>
    public static Function<T>[] Flat =>
    [
        new("Ceiling(T)", (x, _, _) => T.Ceiling(x), (-9, 9)),
        new("Floor(T)", (x, _, _) => T.Floor(x), (-9, 9)),
        new("Truncate(T)", (x, _, _) => T.Truncate(x), (-9, 9)),
        new("Round(T)", (x, _, _) => T.Round(x), (-9, 9)),
        .. new[] { 0, 1, 5 }.Select(digits => new Function<T>("Round(T,Int32)", (x, _, _) => T.Round(x, digits), (-9, 9))),
        .. Enum.GetValues<MidpointRounding>().SelectMany(mode => new Function<T>[]
        {
            new("Round(T,MidpointRounding)", (x, _, _) => T.Round(x, mode), (-9, 9)),
            new("Round(T,Int32,MidpointRounding)", (x, _, _) => T.Round(x, 2, mode), (-9, 9)),
        }),
    ];

    private static Member<T>[] Questions =>
    [
        One("IsCanonical(T)", T.IsCanonical),
        One("IsComplexNumber(T)", T.IsComplexNumber),
        One("IsImaginaryNumber(T)", T.IsImaginaryNumber),
        One("IsEvenInteger(T)", T.IsEvenInteger),
        One("IsFinite(T)", T.IsFinite),
        One("IsInfinity(T)", T.IsInfinity),
        One("IsInteger(T)", T.IsInteger),
        One("IsNaN(T)", T.IsNaN),
        One("IsNegative(T)", T.IsNegative),
        One("IsNegativeInfinity(T)", T.IsNegativeInfinity),
        One("IsNormal(T)", T.IsNormal),
        One("IsOddInteger(T)", T.IsOddInteger),
        One("IsPositive(T)", T.IsPositive),
        One("IsPositiveInfinity(T)", T.IsPositiveInfinity),
        One("IsRealNumber(T)", T.IsRealNumber),
        One("IsSubnormal(T)", T.IsSubnormal),
        One("IsZero(T)", T.IsZero),
        One("Sign(T)", x => T.Sign(x)),
        One("ILogB(T)", x => T.ILogB(x)),
        Two("op_Equality(T,T)", (a, b) => a == b),
        Two("op_Inequality(T,T)", (a, b) => a != b),
        Two("op_LessThan(T,T)", (a, b) => a < b),
        Two("op_LessThanOrEqual(T,T)", (a, b) => a <= b),
        Two("op_GreaterThan(T,T)", (a, b) => a > b),
        Two("op_GreaterThanOrEqual(T,T)", (a, b) => a >= b),
        Two("CompareTo(T)", (a, b) => a.CompareTo(b)),
        Two("CompareTo(Object)", (a, b) => a.CompareTo((object?)b)),
        One("CompareTo(Object)", x => x.CompareTo(null)),
        One("CompareTo(Object)", x => x.CompareTo("text")),
        Two("Equals(T)", (a, b) => a.Equals(b)),
        Two("Equals(Object)", (a, b) => a.Equals((object?)b)),
        One("GetHashCode()", x => x.GetHashCode()),
    ];

    private static Member<T>[] Constants =>
    [
        Constant("AdditiveIdentity", T.AdditiveIdentity),
        Constant("MultiplicativeIdentity", T.MultiplicativeIdentity),
        Constant("One", T.One),
        Constant("Zero", T.Zero),
        Constant("NegativeOne", T.NegativeOne),
        Constant("Radix", T.Radix),
        Constant("E", T.E),
        Constant("Pi", T.Pi),
        Constant("Tau", T.Tau),
        Constant("Epsilon", T.Epsilon),
        Constant("NaN", T.NaN),
        Constant("NegativeInfinity", T.NegativeInfinity),
        Constant("PositiveInfinity", T.PositiveInfinity),
        Constant("NegativeZero", T.NegativeZero),
        Constant("MinValue", T.MinValue),
        Constant("MaxValue", T.MaxValue),
    ];

    private static Member<T> Constant(string name, object value) => new($"get_{name}()", 0, (_, _, _) => value);

    private static Member<T> One(string key, Func<T, object?> of) => new(key, 1, (x, _, _) => of(x));

    private static Member<T> One(string key, Func<T, bool> of) => new(key, 1, (x, _, _) => of(x));

    private static Member<T> Two(string key, Func<T, T, object?> of) => new(key, 2, (a, b, _) => of(a, b));
}
