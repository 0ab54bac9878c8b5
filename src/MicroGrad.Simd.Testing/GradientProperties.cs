using FsCheck;
using FsCheck.Fluent;

namespace MicroGrad.Simd.Testing;

/// <summary>Properties of gradients, for FsCheck: a function under test takes its inputs and choices from a <see cref="Draw"/>.</summary>
public static class GradientProperties
{
    // A case is looked at along few directions, because there are many cases.
    private const int MostEntries = 4, Directions = 2;

    /// <summary>The gradient of a function agrees with central differences, wherever it is drawn.</summary>
    /// <param name="function">Takes its inputs from the draw; any shape may come out.</param>
    /// <param name="tolerance">The largest relative error.</param>
    public static Property Hold(Func<Draw, Tensor<double>> function, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed => Check(function, seed, CaseSize.Full, tolerance));
    }

    private static void Check(Func<Draw, Tensor<double>> function, int seed, CaseSize size, double tolerance)
    {
        using var tape = new TensorTape<double>();
        var plan = new Draw(tape, size, seed);
        function(plan);
        if (plan.Drawn.Length == 0) return;
        var options = new GradientCheckOptions { MostEntries = MostEntries, Directions = Directions, Seed = seed, Accuracy = tolerance / 1000 };
        GradientReport report = GradientCheck.Compare(inputs => function(new Draw(inputs[0].Tape, size, seed, inputs)), options, plan.Drawn);
        if (!report.Passed(tolerance)) throw new InvalidOperationException($"seed {seed}: {report}");
    }
}
