using System.Numerics;
using Xunit;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>A span with canaries on both sides of it.</summary>
internal sealed class Guarded<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Margin = 64;

    private static readonly T Canary = T.CreateTruncating(-987.5);

    private readonly T[] _buffer;

    public Guarded(ReadOnlySpan<T> content)
    {
        _buffer = new T[content.Length + 2 * Margin];
        Array.Fill(_buffer, Canary);
        content.CopyTo(Span);
    }

    public Span<T> Span => _buffer.AsSpan(Margin..^Margin);

    /// <summary>A span of rubbish, to be filled.</summary>
    public static Guarded<T> Rubbish(int length)
    {
        var guarded = new Guarded<T>(new T[length]);
        guarded.Span.Fill(T.NaN);
        return guarded;
    }

    public void AssertIntact(string context)
    {
        if (_buffer.AsSpan(0, Margin).ContainsAnyExcept(Canary) || _buffer.AsSpan(_buffer.Length - Margin).ContainsAnyExcept(Canary))
            Assert.Fail($"{context}: written outside the span.");
    }
}
