namespace MicroGrad.Simd.Cli.Training;

/// <summary>What the steps of a training run gave and cost.</summary>
internal sealed class TrainingHistory
{
    private readonly List<double> _losses = [];
    private readonly List<double> _accuracies = [];

    public IReadOnlyList<double> Losses => _losses;

    public IReadOnlyList<double> Accuracies => _accuracies;

    public StepCosts Costs { get; } = new();

    /// <summary>The step since which the output has been dead; null if it is alive now.</summary>
    public int? DeadSince { get; private set; }

    /// <summary>Runs one step, measures it, and keeps what it gave.</summary>
    /// <param name="step">The step.</param>
    /// <param name="outputIsDead">Whether much of the data gets no gradient through the output.</param>
    public void Measure(Func<(double Loss, double Accuracy)> step, Func<bool> outputIsDead)
    {
        (double loss, double accuracy) = Costs.Measure(step);
        _losses.Add(loss);
        _accuracies.Add(accuracy);
        DeadSince = outputIsDead() ? DeadSince ?? _losses.Count : null;
    }
}
