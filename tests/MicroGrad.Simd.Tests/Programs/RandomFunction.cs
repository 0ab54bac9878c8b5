using System.Numerics;

namespace MicroGrad.Simd.Tests.Programs;

/// <summary>A function of several numbers drawn from a seed: a graph of smooth and kinked functions, with or without branches, for any kind of number.</summary>
internal sealed class RandomFunction
{
    private readonly (int Op, int A, int B)[] _steps;
    private readonly int[] _outputs;

    public RandomFunction(Random random, int steps, int outputs, bool branches = false, bool exactOnly = false)
    {
        InputCount = random.Next(1, 5);
        int ops = exactOnly ? 6 : branches ? 22 : 18;
        _steps = new (int, int, int)[steps];
        for (int i = 0; i < steps; i++) _steps[i] = (random.Next(ops), Recent(random, i), Recent(random, i));
        _outputs = [.. Enumerable.Range(0, outputs).Select(_ => random.Next(Math.Max(0, InputCount + steps - 8), InputCount + steps))];
    }

    public int InputCount { get; }

    private int Recent(Random random, int i) => random.Next(3) == 0 ? random.Next(InputCount + i) : random.Next(Math.Max(0, InputCount + i - 6), InputCount + i);

    public T[] Run<T>(T[] x) where T : IFloatingPointIeee754<T>
    {
        var values = new List<T>(x);
        foreach ((int op, int a, int b) in _steps) values.Add(Step(op, values[a], values[b]));
        return [.. _outputs.Select(output => values[output])];
    }

    // Every result stays within a few units, so that nothing overflows however deep the graph is.
    private static T Step<T>(int op, T a, T b) where T : IFloatingPointIeee754<T>
    {
        T half = T.CreateChecked(0.5);
        return op switch
        {
            0 => half * a + half * b,
            1 => half * (a - b),
            2 => -a,
            3 => T.Abs(a),
            4 => T.Max(a, b),
            5 => T.Min(a, b),
            6 => T.Sin(a * b),
            7 => T.Cos(a + b),
            8 => T.Exp(-(a * a)) * b,
            9 => a / (T.One + b * b),
            10 => T.Sqrt(T.One + a * a) - T.Abs(b),
            11 => T.Tanh(a * b) + half,
            12 => T.Log(T.One + a * a) * half,
            13 => T.Atan2(a, T.One + b * b),
            14 => T.CopySign(T.Sqrt(half + a * a) * half, b),
            15 => T.FusedMultiplyAdd(half * a, T.Cos(b), half),
            16 => T.Pow(half + a * a / (T.One + a * a), b / (T.One + b * b)),
            17 => T.Cbrt(T.One + a * a) * half,
            18 => a > b ? T.Sin(a) : T.Cos(b) * half,
            19 => T.IsNegative(a) ? -half * a : b,
            20 => T.CreateChecked(int.CreateSaturating(T.Floor(a + a))) * half * T.Tanh(b),
            _ => Halved(a, b),
        };
    }

    private static T Halved<T>(T a, T b) where T : IFloatingPointIeee754<T>
    {
        T half = T.CreateChecked(0.5);
        while (T.Abs(a) > half) a *= half;
        return a + half * b;
    }

    /// <summary>Rows of inputs between −2 and 2.</summary>
    public T[] Inputs<T>(Random random, int scenarios) where T : IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, InputCount * scenarios).Select(_ => T.CreateChecked(4 * random.NextDouble() - 2))];
}
