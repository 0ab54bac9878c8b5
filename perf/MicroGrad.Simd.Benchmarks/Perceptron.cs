using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicroGrad.Simd.Benchmarks;

/// <summary>What a <see cref="Perceptron{T, TKind}"/> has to know of its numbers.</summary>
internal interface IPerceptronKind<T>
{
    static abstract T Constant(double x);

    static abstract T Relu(T x);

    /// <summary>The first weight, and of the others each times a number.</summary>
    static abstract T WeightedSum(ReadOnlySpan<T> weights, ReadOnlySpan<T> x);
}

/// <summary>A 2-16-16-1 perceptron, and the sum of its squared outputs over 20 samples.</summary>
internal sealed class Perceptron<T, TKind>
    where T : struct, IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>
    where TKind : struct, IPerceptronKind<T>
{
    private const int Samples = 20;

    private static readonly int[] Sizes = [2, 16, 16, 1];

    private readonly T[] _x = new T[16];
    private readonly T[] _y = new T[16];

    public const int WeightCount = 16 * 3 + 16 * 17 + 17;

    /// <summary>Recorded operations and weights.</summary>
    // For each weight and sample a product or the bias' start; sums, ReLUs and the squared outputs.
    public const int NodeCount = 13_177;

    public T[] Weights { get; } = new T[WeightCount];

    public T Loss()
    {
        T loss = TKind.Constant(0);
        for (int sample = 0; sample < Samples; sample++)
        {
            _x[0] = TKind.Constant(sample * 0.05);
            _x[1] = TKind.Constant(1 - sample * 0.05);
            T output = Apply(_x, _y);
            loss += output * output;
        }

        return loss;
    }

    // By itself, so that the JIT makes the same of it for every benchmark.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private T Apply(T[] x, T[] y)
    {
        ReadOnlySpan<T> weights = Weights;
        for (int layer = 1; layer < Sizes.Length; layer++)
        {
            for (int i = 0; i < Sizes[layer]; i++)
            {
                int inputs = Sizes[layer - 1];
                T sum = TKind.WeightedSum(weights[..(inputs + 1)], x);
                y[i] = layer < Sizes.Length - 1 ? TKind.Relu(sum) : sum;
                weights = weights[(inputs + 1)..];
            }

            (x, y) = (y, x);
        }

        return x[0];
    }
}
