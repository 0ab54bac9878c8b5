namespace MicroGrad.Simd.Testing;

/// <summary>Makes up inputs and remembers them.</summary>
internal sealed class NewInputs(TensorTape<double> tape) : InputSource<double>
{
    private readonly List<(double[] Values, Shape Shape)> _made = [];
    private readonly List<string> _views = [];
    private readonly List<Tensor<double>> _leaves = [];

    /// <summary>The case that numbers are made for.</summary>
    public required GradientCase Case { get; set; }

    /// <summary>The inputs so far.</summary>
    public (double[] Values, Shape Shape)[] Made => [.. _made];

    /// <summary>The inputs as they are on the tape.</summary>
    public IReadOnlyList<Tensor<double>> Leaves => _leaves;

    public override Tensor<double> Next(Shape shape, Values values)
    {
        // Every input has a generator of its own, so that neither the choices nor the other inputs depend on how many numbers it takes.
        var random = new Random(unchecked(Case.Seed * 31 + _made.Count * 7919 + 17));
        _made.Add((NumberSource.Make(random, shape.ElementCount, values, _made.Count, Case.Decimals), shape));
        _views.Add("");
        _leaves.Add(tape.Variable(_made[^1].Values, shape));
        return _leaves[^1];
    }

    public override void UsedAs(string view, Shape shape) => _views[^1] = $", used {view} {shape}";

    public override string ToString() => string.Join('\n', _made.Select((input, i) => FormattableString.Invariant(
        $"  input {i}, {input.Shape}: {{ {string.Join(", ", input.Values.Select(number => FormattableString.Invariant($"{number}")))} }}{_views[i]}")));
}
