using System.Globalization;
using System.Text;

namespace MicroGrad.Simd.Tests.Numerics;

/// <content>Texts, and the bytes of exponent and significand.</content>
internal static partial class Members<T>
{
    private delegate bool Writes(T x, Span<byte> destination, out int written);

    private static readonly CultureInfo[] Cultures = [CultureInfo.InvariantCulture, WithComma()];

    private static readonly string[] NoNumbers = ["", " ", "one", "1e", "--1", "1,2,3.4.5"];

    private static Member<T>[] Texts =>
    [
        .. new[] { null, "G", "E3", "F2", "R", "N1", "00.0", "Z9" }.SelectMany(format => Cultures.SelectMany(culture => new[]
        {
            One("ToString(String,IFormatProvider)", x => x.ToString(format, culture)),
            One("TryFormat(Span<Char>,out Int32,ReadOnlySpan<Char>,IFormatProvider)", x => Formatted(x, 400, format, culture)),
            One("TryFormat(Span<Char>,out Int32,ReadOnlySpan<Char>,IFormatProvider)", x => Formatted(x, 3, format, culture)),
            One("TryFormat(Span<Byte>,out Int32,ReadOnlySpan<Char>,IFormatProvider)", x => FormattedUtf8(x, 400, format, culture)),
            One("TryFormat(Span<Byte>,out Int32,ReadOnlySpan<Char>,IFormatProvider)", x => FormattedUtf8(x, 3, format, culture)),
        })),
        One("ToString()", x => x.ToString()),
        .. Cultures.SelectMany(culture => Reading(culture, x => x.ToString(null, culture))),
        .. NoNumbers.SelectMany(text => Reading(CultureInfo.InvariantCulture, _ => text)),
        One("TryParse(String,IFormatProvider,out T)", x => (object)(T.TryParse((string?)null, null, out T? y), y)),
    ];

    /// <summary>Every way to read a text.</summary>
    private static Member<T>[] Reading(CultureInfo culture, Func<T, string> text) =>
    [
        One("Parse(String,IFormatProvider)", x => T.Parse(text(x), culture)),
        One("Parse(ReadOnlySpan<Char>,IFormatProvider)", x => T.Parse(text(x).AsSpan(), culture)),
        One("Parse(ReadOnlySpan<Byte>,IFormatProvider)", x => T.Parse(Encoding.UTF8.GetBytes(text(x)), culture)),
        One("Parse(String,NumberStyles,IFormatProvider)", x => T.Parse(text(x), NumberStyles.Float, culture)),
        One("Parse(ReadOnlySpan<Char>,NumberStyles,IFormatProvider)", x => T.Parse(text(x).AsSpan(), NumberStyles.AllowLeadingSign, culture)),
        One("Parse(ReadOnlySpan<Byte>,NumberStyles,IFormatProvider)", x => T.Parse(Encoding.UTF8.GetBytes(text(x)), NumberStyles.Any, culture)),
        One("TryParse(String,IFormatProvider,out T)", x => (object)(T.TryParse(text(x), culture, out T? y), y)),
        One("TryParse(ReadOnlySpan<Char>,IFormatProvider,out T)", x => (object)(T.TryParse(text(x).AsSpan(), culture, out T? y), y)),
        One("TryParse(ReadOnlySpan<Byte>,IFormatProvider,out T)", x => (object)(T.TryParse(Encoding.UTF8.GetBytes(text(x)), culture, out T? y), y)),
        One("TryParse(String,NumberStyles,IFormatProvider,out T)", x => (object)(T.TryParse(text(x), NumberStyles.Float, culture, out T? y), y)),
        One("TryParse(ReadOnlySpan<Char>,NumberStyles,IFormatProvider,out T)", x => (object)(T.TryParse(text(x).AsSpan(), NumberStyles.AllowLeadingSign, culture, out T? y), y)),
        One("TryParse(ReadOnlySpan<Byte>,NumberStyles,IFormatProvider,out T)", x => (object)(T.TryParse(Encoding.UTF8.GetBytes(text(x)), NumberStyles.Any, culture, out T? y), y)),
    ];

    private static Member<T>[] Parts =>
    [
        One("GetExponentByteCount()", x => x.GetExponentByteCount()),
        One("GetExponentShortestBitLength()", x => x.GetExponentShortestBitLength()),
        One("GetSignificandBitLength()", x => x.GetSignificandBitLength()),
        One("GetSignificandByteCount()", x => x.GetSignificandByteCount()),
        .. Writing("ExponentBigEndian", (x, to, out n) => x.TryWriteExponentBigEndian(to, out n), (x, to) => x.WriteExponentBigEndian(to), (x, to, at) => x.WriteExponentBigEndian(to, at), (x, to) => x.WriteExponentBigEndian(to.AsSpan())),
        .. Writing("ExponentLittleEndian", (x, to, out n) => x.TryWriteExponentLittleEndian(to, out n), (x, to) => x.WriteExponentLittleEndian(to), (x, to, at) => x.WriteExponentLittleEndian(to, at), (x, to) => x.WriteExponentLittleEndian(to.AsSpan())),
        .. Writing("SignificandBigEndian", (x, to, out n) => x.TryWriteSignificandBigEndian(to, out n), (x, to) => x.WriteSignificandBigEndian(to), (x, to, at) => x.WriteSignificandBigEndian(to, at), (x, to) => x.WriteSignificandBigEndian(to.AsSpan())),
        .. Writing("SignificandLittleEndian", (x, to, out n) => x.TryWriteSignificandLittleEndian(to, out n), (x, to) => x.WriteSignificandLittleEndian(to), (x, to, at) => x.WriteSignificandLittleEndian(to, at), (x, to) => x.WriteSignificandLittleEndian(to.AsSpan())),
    ];

    private static Member<T>[] Writing(string name, Writes tries, Func<T, byte[], int> writes, Func<T, byte[], int, int> writesAt, Func<T, byte[], int> writesSpan) =>
    [
        .. new[] { 1, 20 }.SelectMany(room => new[]
        {
            One($"TryWrite{name}(Span<Byte>,out Int32)", x => Bytes(room, to => (tries(x, to, out int written), written))),
            One($"Write{name}(Byte[])", x => Bytes(room, to => writes(x, to))),
            One($"Write{name}(Byte[],Int32)", x => Bytes(room, to => writesAt(x, to, 1))),
            One($"Write{name}(Span<Byte>)", x => Bytes(room, to => writesSpan(x, to))),
        }),
    ];

    private static string Bytes(int room, Func<byte[], object> write)
    {
        byte[] bytes = new byte[room];
        return $"{write(bytes)} {Convert.ToHexString(bytes)}";
    }

    private static string Formatted(T x, int room, string? format, CultureInfo culture)
    {
        char[] text = new char[room];
        return $"{x.TryFormat(text, out int written, format, culture)} {written} {new string(text)}";
    }

    private static string FormattedUtf8(T x, int room, string? format, CultureInfo culture)
    {
        byte[] text = new byte[room];
        return $"{x.TryFormat(text, out int written, format, culture)} {written} {Convert.ToHexString(text)}";
    }

    /// <summary>A decimal comma, full stops between thousands, and names of its own for what is no number.</summary>
    private static CultureInfo WithComma() => new("")
    {
        NumberFormat =
        {
            NumberDecimalSeparator = ",",
            NumberGroupSeparator = ".",
            NegativeSign = "−",
            NaNSymbol = "keine Zahl",
            PositiveInfinitySymbol = "unendlich",
            NegativeInfinitySymbol = "−unendlich",
        },
    };
}
