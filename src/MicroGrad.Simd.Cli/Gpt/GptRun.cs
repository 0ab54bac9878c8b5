using System.Numerics;
using MicroGrad.Simd.Cli.Training;
using MicroGrad.Simd.Nn;

namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>A model that learns: one name in each step, with Adam, at a rate that falls in a straight line to 0.</summary>
internal sealed class GptRun
{
    // A single name says little about how well the model does.
    private const int Window = 100;

    private readonly IReadOnlyList<int[]> _names;
    private readonly double _rate;
    private readonly int _steps;
    private readonly List<double> _losses = [];
    private readonly List<long> _nodes = [];
    private readonly Func<double> _step;

    /// <summary>Takes what to learn, and how.</summary>
    /// <param name="model">What learns.</param>
    /// <param name="names">What it learns from, as tokens; after the last it starts anew.</param>
    /// <param name="steps">How many steps there will be.</param>
    /// <param name="rate">The learning rate of the first.</param>
    public GptRun(IGpt model, IReadOnlyList<int[]> names, int steps, double rate)
    {
        Model = model;
        _names = names;
        _steps = steps;
        _rate = rate;
        _step = StepOnce;
    }

    public IGpt Model { get; }

    /// <summary>The loss of each step so far, of its own name.</summary>
    public IReadOnlyList<double> Losses => _losses;

    public StepCosts Costs { get; } = new();

    /// <summary>Nodes of the median step.</summary>
    public long Nodes => StepCosts.Median(_nodes);

    public double EarlyLoss => _losses.Take(Window).Average();

    public double LateLoss => _losses.TakeLast(Window).Average();

    public static Adam<T> Optimizer<T>(GptWeights<T> weights) where T : IFloatingPointIeee754<T> =>
        new(weights.All, T.Zero, T.CreateChecked(0.85), T.CreateChecked(0.99), T.CreateChecked(1e-8), T.Zero);

    public void Step()
    {
        _losses.Add(Costs.Measure(_step));
        _nodes.Add(Model.NodeCount);
    }

    private double StepOnce() => Model.Step(_names[_losses.Count % _names.Count], _rate * (1 - (double)_losses.Count / _steps));
}
