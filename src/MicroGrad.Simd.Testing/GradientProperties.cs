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
        return ForAll(one => Replay(function, one, tolerance));
    }

    /// <summary>The backward pass of a linear function is its adjoint: ⟨L x, g⟩ = ⟨x, Lᵀ g⟩, which needs no differences and holds to 13 digits.</summary>
    /// <param name="function">Takes its inputs from the draw and is linear in all of them together, such as a sum, a view or a − b.</param>
    public static Property HoldForLinear(Func<Draw, Tensor<double>> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return ForAll(one => Run(one, (draw, inputs) => Adjoint.Check(function(draw), inputs, one.Seed)));
    }

    /// <summary>A check of any kind holds for everything that is drawn: one that does not throw.</summary>
    /// <param name="check">Throws where something is wrong.</param>
    public static Property ForAll(Action<Draw> check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return ForAll(one => Replay(check, one));
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
        Run(@case, (draw, plan) =>
        {
            function(draw);
            Check(inputs => function(new Draw(inputs[0].Tape, @case, new GivenInputs<double>(inputs))), plan.Made, @case.Seed, tolerance);
        });
    }

    /// <summary>Runs a check of any kind on one case, such as the one that a failed property names.</summary>
    /// <param name="check">Throws where something is wrong.</param>
    /// <param name="case">The case.</param>
    /// <exception cref="InvalidOperationException">The check throws; the message shows the inputs.</exception>
    public static void Replay(Action<Draw> check, GradientCase @case)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(@case);
        Run(@case, (draw, _) => check(draw));
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

    internal static Property ForAll(Action<GradientCase> check) => Prop.ForAll(
        Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => new GradientCase(seed)), one => one.Simpler()), check);

    internal static void Run(GradientCase @case, Action<Draw, NewInputs> check)
    {
        using var tape = new TensorTape<double>();
        var inputs = new NewInputs(tape) { Case = @case };
        Failure.Explain(
            () => check(new Draw(tape, @case, inputs), inputs), () => $"{inputs}\nReplay it with GradientProperties.Replay(function, {@case}).");
    }
}
