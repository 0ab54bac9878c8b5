using System.Globalization;

namespace MicroGrad.Simd.Numerics;

/// <content>From and to other types. A number of another type is a constant, and what becomes another type has no derivative any more.</content>
internal partial interface IDifferentiable<TSelf, T>
{
    static bool INumberBase<TSelf>.TryConvertFromChecked<TOther>(TOther value, out TSelf result)
    {
        result = TSelf.Constant(T.CreateChecked(value));
        return true;
    }

    static bool INumberBase<TSelf>.TryConvertFromSaturating<TOther>(TOther value, out TSelf result)
    {
        result = TSelf.Constant(T.CreateSaturating(value));
        return true;
    }

    static bool INumberBase<TSelf>.TryConvertFromTruncating<TOther>(TOther value, out TSelf result)
    {
        result = TSelf.Constant(T.CreateTruncating(value));
        return true;
    }

    static bool INumberBase<TSelf>.TryConvertToChecked<TOther>(TSelf value, [MaybeNullWhen(false)] out TOther result)
    {
        result = TOther.CreateChecked(TSelf.Observe(value));
        return true;
    }

    static bool INumberBase<TSelf>.TryConvertToSaturating<TOther>(TSelf value, [MaybeNullWhen(false)] out TOther result)
    {
        result = TOther.CreateSaturating(TSelf.Observe(value));
        return true;
    }

    static bool INumberBase<TSelf>.TryConvertToTruncating<TOther>(TSelf value, [MaybeNullWhen(false)] out TOther result)
    {
        result = TOther.CreateTruncating(TSelf.Observe(value));
        return true;
    }

    static TInteger IFloatingPoint<TSelf>.ConvertToInteger<TInteger>(TSelf value) => T.ConvertToInteger<TInteger>(TSelf.Observe(value));

    static TInteger IFloatingPoint<TSelf>.ConvertToIntegerNative<TInteger>(TSelf value) => T.ConvertToIntegerNative<TInteger>(TSelf.Observe(value));

    static TSelf INumberBase<TSelf>.Parse(string s, NumberStyles style, IFormatProvider? provider) => TSelf.Constant(T.Parse(s, style, provider));

    static TSelf INumberBase<TSelf>.Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) => TSelf.Constant(T.Parse(s, style, provider));

    static TSelf INumberBase<TSelf>.Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider) =>
        TSelf.Constant(T.Parse(utf8Text, style, provider));

    static TSelf IParsable<TSelf>.Parse(string s, IFormatProvider? provider) => TSelf.Constant(T.Parse(s, provider));

    static TSelf ISpanParsable<TSelf>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => TSelf.Constant(T.Parse(s, provider));

    static TSelf IUtf8SpanParsable<TSelf>.Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => TSelf.Constant(T.Parse(utf8Text, provider));

    static bool INumberBase<TSelf>.TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out TSelf result) =>
        Parsed(T.TryParse(s, style, provider, out T? number), number, out result);

    static bool INumberBase<TSelf>.TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out TSelf result) =>
        Parsed(T.TryParse(s, style, provider, out T? number), number, out result);

    static bool INumberBase<TSelf>.TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out TSelf result) =>
        Parsed(T.TryParse(utf8Text, style, provider, out T? number), number, out result);

    static bool IParsable<TSelf>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TSelf result) =>
        Parsed(T.TryParse(s, provider, out T? number), number, out result);

    static bool ISpanParsable<TSelf>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out TSelf result) =>
        Parsed(T.TryParse(s, provider, out T? number), number, out result);

    static bool IUtf8SpanParsable<TSelf>.TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out TSelf result) =>
        Parsed(T.TryParse(utf8Text, provider, out T? number), number, out result);

    private static bool Parsed(bool isNumber, T? number, out TSelf result)
    {
        result = isNumber ? TSelf.Constant(number!) : default;
        return isNumber;
    }
}
