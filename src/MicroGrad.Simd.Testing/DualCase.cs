namespace MicroGrad.Simd.Testing;

/// <summary>A function over doubles and over duals, at one point and along one direction.</summary>
internal sealed class DualCase
{
    private const double FirstOrderTolerance = 1e-10;
    private const double Step = 1e-4;
    private const double SmallStep = 1e-6;

    private readonly Func<Draw, Tensor<double>> _function;
    private readonly Func<Draw<Dual<double>>, Tensor<Dual<double>>> _overDuals;
    private readonly GradientCase _case;
    private readonly (double[] Values, Shape Shape)[] _inputs;
    private readonly double[][] _direction;

    public DualCase(
        Func<Draw, Tensor<double>> function, Func<Draw<Dual<double>>, Tensor<Dual<double>>> overDuals, GradientCase @case, (double[] Values, Shape Shape)[] inputs)
    {
        (_function, _overDuals, _case, _inputs) = (function, overDuals, @case, inputs);
        var random = new Random(@case.Seed + 1);
        _direction = Array.ConvertAll(inputs, input => Array.ConvertAll(input.Values, _ => 2 * random.NextDouble() - 1));
    }

    public void Check(double tolerance)
    {
        (double[] y, double[] gradient, double[] upstream) = AtDistance(0);
        var tape = new TensorTape<Dual<double>>();
        var leaves = new Tensor<Dual<double>>[_inputs.Length];
        for (int i = 0; i < leaves.Length; i++)
            leaves[i] = tape.Variable(_inputs[i].Values.Zip(_direction[i], (value, tangent) => new Dual<double>(value, tangent)).ToArray(), _inputs[i].Shape);
        Tensor<Dual<double>> result = _overDuals(new Draw<Dual<double>>(tape, _case, new GivenInputs<Dual<double>>(leaves)));
        Dual<double>[] duals = result.Data.ToArray();
        Compare("value", y, Array.ConvertAll(duals, dual => dual.Value), FirstOrderTolerance);
        double forward = duals.Zip(upstream, (dual, u) => dual.Tangent * u).Sum(), scale = gradient.Zip(_direction.SelectMany(v => v), (g, v) => Math.Abs(g * v)).Sum();
        double backward = gradient.Zip(_direction.SelectMany(v => v), (g, v) => g * v).Sum();
        if (!Near(backward, forward, FirstOrderTolerance * Math.Max(1, scale)))
            throw new InvalidOperationException(FormattableString.Invariant($"⟨u, J v⟩ is {forward:R} over duals and ⟨Jᵀ u, v⟩ is {backward:R} by the backward pass."));

        if (!result.RequiresGrad) return;
        result.Backward(Array.ConvertAll(upstream, u => (Dual<double>)u));
        Dual<double>[] second = [.. leaves.SelectMany(leaf => leaf.Grad.ToArray())];
        Compare("gradient", gradient, Array.ConvertAll(second, dual => dual.Value), FirstOrderTolerance);
        CompareSecond(Array.ConvertAll(second, dual => dual.Tangent), gradient, tolerance);
    }

    /// <summary>Hessian-vector products; where the gradient has a kink, any number between its slopes on either side is right.</summary>
    private void CompareSecond(double[] actual, double[] gradient, double tolerance)
    {
        double[] expected = Differences();
        double scale = tolerance * Math.Max(1, expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max());
        double[]? before = null, after = null;
        for (int i = 0; i < expected.Length; i++)
        {
            if (Near(expected[i], actual[i], scale)) continue;
            before ??= AtDistance(-SmallStep).Gradient;
            after ??= AtDistance(SmallStep).Gradient;
            double left = (gradient[i] - before[i]) / SmallStep, right = (after[i] - gradient[i]) / SmallStep, slack = 0.1 * Math.Abs(right - left);
            bool isKink = Math.Abs(right - left) > 1000 * scale;
            if (isKink && actual[i] >= Math.Min(left, right) - slack && actual[i] <= Math.Max(left, right) + slack) continue;
            throw new InvalidOperationException(FormattableString.Invariant($"The Hessian-vector product at element {i} is {actual[i]:R} over duals and {expected[i]:R} by differences."));
        }
    }

    /// <summary>The derivative of the gradient along the direction, by differences of two steps extrapolated to 0.</summary>
    private double[] Differences()
    {
        double[] wide = Slope(2 * Step), narrow = Slope(Step);
        return [.. narrow.Zip(wide, (n, w) => (4 * n - w) / 3)];

        double[] Slope(double step) => [.. AtDistance(step).Gradient.Zip(AtDistance(-step).Gradient, (after, before) => (after - before) / (2 * step))];
    }

    private (double[] Value, double[] Gradient, double[] Upstream) AtDistance(double distance)
    {
        using var tape = new TensorTape<double>();
        var leaves = new Tensor<double>[_inputs.Length];
        for (int i = 0; i < leaves.Length; i++)
            leaves[i] = tape.Variable(_inputs[i].Values.Zip(_direction[i], (value, tangent) => distance == 0 ? value : value + distance * tangent).ToArray(), _inputs[i].Shape);
        Tensor<double> y = _function(new Draw(tape, _case, new GivenInputs<double>(leaves)));
        double[] upstream = NumberSource.Make(new Random(_case.Seed), y.Shape.ElementCount, Values.Any, 0), value = y.Data.ToArray();
        if (!y.RequiresGrad) return (value, [.. leaves.SelectMany(leaf => new double[leaf.Shape.ElementCount])], upstream);
        y.Backward(upstream);
        return (value, [.. leaves.SelectMany(leaf => leaf.Grad.ToArray())], upstream);
    }

    private static void Compare(string what, double[] expected, double[] actual, double tolerance)
    {
        double scale = Math.Max(1, expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max());
        for (int i = 0; i < expected.Length; i++)
        {
            if (!Near(expected[i], actual[i], tolerance * scale))
                throw new InvalidOperationException(FormattableString.Invariant($"The {what} at element {i} is {actual[i]:R} over duals and {expected[i]:R} otherwise."));
        }
    }

    private static bool Near(double expected, double actual, double distance) => expected.Equals(actual) || Math.Abs(expected - actual) <= distance;
}
