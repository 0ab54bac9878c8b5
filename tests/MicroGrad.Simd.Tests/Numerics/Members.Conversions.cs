using System.Numerics;

namespace MicroGrad.Simd.Tests.Numerics;

/// <content>From and to other types.</content>
internal static partial class Members<T>
{
    private static Member<T>[] Conversions =>
    [
        .. Between<int>(0, 7, int.MaxValue, int.MinValue),
        .. Between<long>(long.MaxValue, -5),
        .. Between<ulong>(ulong.MaxValue),
        .. Between<byte>(255),
        .. Between<char>('x'),
        .. Between<float>(2.5f, float.MaxValue, float.NaN, -0f),
        .. Between<double>(0.1, double.MaxValue, double.Epsilon, double.NegativeInfinity),
        .. Between<Half>((Half)1.5, Half.MaxValue, Half.NaN),
        .. Between<decimal>(1.25m, decimal.MaxValue),
        .. Between<BigInteger>(BigInteger.Pow(10, 20), BigInteger.Pow(-10, 400)),
        .. Between<Int128>(Int128.MaxValue),
        .. ToInteger<int>(),
        .. ToInteger<long>(),
        .. ToInteger<BigInteger>(),
    ];

    private static Member<T>[] Between<TOther>(params TOther[] samples) where TOther : INumberBase<TOther> =>
    [
        .. samples.SelectMany(sample => new Member<T>[]
        {
            new("CreateChecked(TOther)", 0, (_, _, _) => T.CreateChecked(sample)),
            new("CreateSaturating(TOther)", 0, (_, _, _) => T.CreateSaturating(sample)),
            new("CreateTruncating(TOther)", 0, (_, _, _) => T.CreateTruncating(sample)),
        }),

        // TryConvertFrom and TryConvertTo are protected: the Create methods above and of the other type are who calls them.
        One("TryConvertFromChecked(TOther,out T)", x => T.CreateChecked(Other<TOther>(x))),
        One("TryConvertFromSaturating(TOther,out T)", x => T.CreateSaturating(Other<TOther>(x))),
        One("TryConvertFromTruncating(TOther,out T)", x => T.CreateTruncating(Other<TOther>(x))),
        One("TryConvertToChecked(T,out TOther)", x => TOther.CreateChecked(x)),
        One("TryConvertToSaturating(T,out TOther)", x => TOther.CreateSaturating(x)),
        One("TryConvertToTruncating(T,out TOther)", x => TOther.CreateTruncating(x)),
    ];

    private static TOther Other<TOther>(T x) where TOther : INumberBase<TOther> => TOther.CreateSaturating(double.CreateSaturating(x));

    private static Member<T>[] ToInteger<TInteger>() where TInteger : IBinaryInteger<TInteger> =>
    [
        One("ConvertToInteger(T)", x => T.ConvertToInteger<TInteger>(x)),
        One("ConvertToIntegerNative(T)", x => T.ConvertToIntegerNative<TInteger>(x)),
    ];
}
