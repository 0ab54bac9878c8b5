namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>A member of generic math, called through the interface.</summary>
/// <param name="Key">The member as <see cref="CoverageTests"/> spells it; some members stand in several rows.</param>
/// <param name="Operands">How many of the three numbers it reads.</param>
/// <param name="Of">What it gives; a number, a truth or a text.</param>
internal sealed record Member<T>(string Key, int Operands, Func<T, T, T, object?> Of);

/// <summary>A member that gives a number and has slopes.</summary>
/// <param name="Key">As in <see cref="Member{T}"/>.</param>
/// <param name="Of">The function.</param>
/// <param name="Domain">An interval for each operand, inside which all derivatives exist.</param>
internal sealed record Function<T>(string Key, Func<T, T, T, T> Of, params (double Low, double High)[] Domain)
{
    public Member<T> Member => new(Key, Domain.Length, (a, b, c) => Of(a, b, c));

    public T At(ReadOnlySpan<T> x) => Of(x[0], x.Length > 1 ? x[1] : x[0], x.Length > 2 ? x[2] : x[0]);
}
