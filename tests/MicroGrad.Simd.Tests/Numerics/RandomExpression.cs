using System.Numerics;

namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>A random graph of functions of generic math: each step takes any of the numbers before it, moved into the function's domain.</summary>
internal sealed class RandomExpression : IGenericFunction
{
    public const int Inputs = 3;

    private readonly (int Function, int[] Operands)[] _steps;

    public RandomExpression(Random random, int steps)
    {
        _steps = new (int, int[])[steps];
        for (int i = 0; i < steps; i++)
        {
            int function = random.Next(Functions<double>.All.Count), known = Inputs + i;
            _steps[i] = (function, [.. Functions<double>.All[function].Domain.Select(_ => random.Next(known))]);
        }
    }

    public T Of<T>(T[] x) where T : IFloatingPointIeee754<T>
    {
        List<T> known = [.. x];
        foreach ((int function, int[] operands) in _steps)
        {
            Function<T> f = Functions<T>.All[function];
            known.Add(f.At([.. operands.Select((operand, i) => Into(f.Domain[i], known[operand]))]));
        }

        // Every step counts, so that none is dead.
        T sum = T.Zero;
        foreach (T y in known) sum += T.Tanh(y / T.CreateChecked(4));
        return sum;
    }

    public override string ToString() => string.Join(", ", _steps.Select(step => $"{Functions<double>.All[step.Function].Key} of {string.Join(" and ", step.Operands)}"));

    private static T Into<T>((double Low, double High) domain, T x) where T : IFloatingPointIeee754<T> =>
        T.CreateChecked((domain.Low + domain.High) / 2) + T.CreateChecked((domain.High - domain.Low) * 0.45) * T.Tanh(x / T.CreateChecked(2));
}
