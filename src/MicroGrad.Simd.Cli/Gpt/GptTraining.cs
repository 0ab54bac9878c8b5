using System.Numerics;
using MicroGrad.Simd.Nn;

namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>How the model learns: one name in each step, with Adam, at a rate that falls in a straight line to 0.</summary>
internal static class GptTraining
{
    public static Adam<T> Optimizer<T>(GptWeights<T> weights) where T : IFloatingPointIeee754<T> =>
        new(weights.All, T.Zero, T.CreateChecked(0.85), T.CreateChecked(0.99), T.CreateChecked(1e-8), T.Zero);
}
