using System.Diagnostics.CodeAnalysis;

namespace MicroGrad.Simd.Nn;

/// <summary>What every solver demands of its start.</summary>
internal static class StartingPoint
{
    public static void Check(string solver, ReadOnlySpan<double> start)
    {
        if (start.IsEmpty) throw new ArgumentException($"{solver}: the start is empty. At least one variable is needed.", nameof(start));
        for (int i = 0; i < start.Length; i++)
            if (!double.IsFinite(start[i])) throw new ArgumentException($"{solver}: element {i} of the start is {start[i]}. Every element must be finite.", nameof(start));
    }

    [DoesNotReturn]
    public static void NotFinite(string solver, string what, double value) =>
        throw new ArgumentException($"{solver}: {what} is {value} at the start. Function and derivatives must be finite there.");
}
