using System.Collections.Concurrent;

namespace MicroGrad.Simd.Contractions;

/// <summary>An equation of Einstein's summation convention, read: which label every axis has.</summary>
internal sealed class EinsumEquation
{
    // Programs have few equations; one that makes them up as it goes must not fill the memory.
    private const int MostCached = 1024;

    private static readonly ConcurrentDictionary<string, EinsumEquation> Cache = new(StringComparer.Ordinal);

    public EinsumEquation(string text, EinsumTerm[] operands, EinsumTerm? result)
    {
        Text = text;
        Operands = operands;
        Result = result ?? Implicit(operands);
    }

    public string Text { get; }

    public EinsumTerm[] Operands { get; }

    public EinsumTerm Result { get; }

    /// <summary>Reads an equation, or finds it among those read before.</summary>
    public static EinsumEquation Of(string text)
    {
        if (Cache.TryGetValue(text, out EinsumEquation? known)) return known;
        EinsumEquation equation = EinsumParser.Parse(text);
        if (Cache.Count >= MostCached) Cache.Clear();
        return Cache[text] = equation;
    }

    // Without an arrow: the axes of ellipses, and then the letters that occur once, sorted.
    private static EinsumTerm Implicit(EinsumTerm[] operands)
    {
        IEnumerable<int> once = operands.SelectMany(term => term.Letters).GroupBy(label => label).Where(group => group.Count() == 1).Select(group => group.Key);
        return new EinsumTerm([.. once.Order()], operands.Any(term => term.HasEllipsis) ? 0 : -1);
    }
}
