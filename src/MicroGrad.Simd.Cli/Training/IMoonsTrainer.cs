using MicroGrad.Simd.Nn;

namespace MicroGrad.Simd.Cli.Training;

/// <summary>A classifier of the moons that learns step by step.</summary>
internal interface IMoonsTrainer
{
    string Description { get; }

    MoonsDataset Data { get; }

    TrainingHistory History { get; }

    void Step();

    /// <summary>The probability of class 1 at each point.</summary>
    /// <param name="points">[count, 2], row-major.</param>
    double[] Probabilities(ReadOnlySpan<double> points);
}
