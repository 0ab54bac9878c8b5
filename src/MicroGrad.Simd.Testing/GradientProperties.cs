using FsCheck;
using FsCheck.Fluent;

namespace MicroGrad.Simd.Testing;

/// <summary>Properties of gradients, for FsCheck: a function under test takes its inputs and choices from a <see cref="Draw"/>.</summary>
public static class GradientProperties
{
    // A case is looked at along few directions, because there are many cases.
    private const int MostEntries = 4, Directions = 2;

    /// <summary>The gradient of a function agrees with central differences, wherever it is drawn. A failure shrinks to small shapes and simple numbers.</summary>
    /// <param name="function">Takes its inputs from the draw; any shape may come out.</param>
    /// <param name="tolerance">The largest relative error.</param>
    public static Property Hold(Func<Draw, Tensor<double>> function, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(function);
        Gen<GradientCase> cases = Gen.Choose(0, int.MaxValue - 1).Select(seed => new GradientCase(seed));
        return Prop.ForAll(Arb.From(cases, one => one.Simpler()), one => Replay(function, one, tolerance));
    }

    /// <summary>Checks one case, such as the one that a failed property names.</summary>
    /// <param name="function">Takes its inputs from the draw; any shape may come out.</param>
    /// <param name="case">The case.</param>
    /// <param name="tolerance">The largest relative error.</param>
    /// <exception cref="InvalidOperationException">The gradient is wrong, or the function throws; the message shows the inputs.</exception>
    public static void Replay(Func<Draw, Tensor<double>> function, GradientCase @case, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(@case);
        using var tape = new TensorTape<double>();
        var plan = new NewInputs(tape) { Case = @case };
        Failure.Explain(
            () =>
            {
                function(new Draw(tape, @case, plan));
                Check(inputs => function(new Draw(inputs[0].Tape, @case, new GivenInputs(inputs))), plan.Made, @case.Seed, tolerance);
            },
            () => $"{plan}\nReplay it with GradientProperties.Replay(function, {@case}).");
    }

    internal static void Check(Func<Tensor<double>[], Tensor<double>> function, (double[] Values, Shape Shape)[] inputs, int seed, double tolerance)
    {
        if (inputs.Length == 0) return;
        var options = new GradientCheckOptions { MostEntries = MostEntries, Directions = Directions, Seed = seed, Accuracy = tolerance / 1000 };
        GradientReport report = GradientCheck.Compare(function, options, inputs);
        if (report.Passed(tolerance)) return;

        // Along a direction it is wrong; which element is it?
        GradientReport elements = GradientCheck.Compare(function, options with { MostEntries = int.MaxValue }, inputs);
        throw new GradientMismatchException((elements.Passed(tolerance) ? report : elements).ToString());
    }
}
