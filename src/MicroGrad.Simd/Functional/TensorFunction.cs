namespace MicroGrad.Simd.Functional;

/// <summary>A function of tensors at a point.</summary>
internal sealed class TensorFunction : CheckedFunction, IDisposable
{
    private const int RubbishLength = 4096;

    private readonly Func<Tensor<double>[], Tensor<double>> _f;
    private readonly Shape[] _shapes;
    private readonly TensorTape<double> _tape = new();
    private readonly Shape _shape;

    public TensorFunction(Func<Tensor<double>[], Tensor<double>> f, (double[] Values, Shape Shape)[] leaves, int seed)
    {
        _f = f;
        Point = [.. leaves.SelectMany(leaf => leaf.Values)];
        _shapes = Array.ConvertAll(leaves, leaf => leaf.Shape);
        FillBuffersWithRubbish();
        Tensor<double> y = Result([.. Leaves(requiresGrad: false)]);
        _shape = y.Shape;
        Here = y.Data.ToArray();
        Upstream = Here.Length == 1 ? [1] : new PseudoRandom(seed, 0).Numbers(Here.Length);
    }

    public override double[] Point { get; }

    public override double[] Here { get; }

    protected override double[] Upstream { get; }

    public override double[] Gradient()
    {
        Tensor<double>[] leaves = Leaves(requiresGrad: true);
        Tensor<double> y = Result([.. leaves]);
        if (!y.RequiresGrad) return new double[Point.Length];
        y.Backward(Upstream);
        var gradient = new double[Point.Length];
        int start = 0;
        foreach (Tensor<double> leaf in leaves)
        {
            leaf.Grad.CopyTo(gradient.AsSpan(start));
            start += leaf.Grad.Length;
        }

        return gradient;
    }

    public override double[] Evaluate()
    {
        Tensor<double> y = Result(Leaves(requiresGrad: false));
        if (y.Shape != _shape)
        {
            throw new InvalidOperationException(
                $"GradientCheck: the result's shape changed from {_shape} to {y.Shape} with the inputs' values. It must be the same around the point.");
        }

        return y.Data.ToArray();
    }

    public override (int Operand, int Index) Place(int element)
    {
        int operand = 0;
        while (element >= _shapes[operand].ElementCount) element -= _shapes[operand++].ElementCount;
        return (operand, element);
    }

    public void Dispose() => _tape.Dispose();

    /// <summary>An op that reads what an earlier step left in the tape's buffers finds NaN there, and is found out.</summary>
    private void FillBuffersWithRubbish()
    {
        var rubbish = new double[RubbishLength];
        Array.Fill(rubbish, double.NaN);
        _tape.Constant(rubbish, [RubbishLength]);
    }

    private Tensor<double>[] Leaves(bool requiresGrad)
    {
        _tape.Reset();
        var leaves = new Tensor<double>[_shapes.Length];
        int start = 0;
        for (int i = 0; i < leaves.Length; i++)
        {
            Span<double> values = Point.AsSpan(start, _shapes[i].ElementCount);
            leaves[i] = requiresGrad ? _tape.Variable(values, _shapes[i]) : _tape.Constant(values, _shapes[i]);
            start += values.Length;
        }

        return leaves;
    }

    /// <summary>The function's result on this tape; a parameter or a plain number is recorded.</summary>
    private Tensor<double> Result(Tensor<double>[] leaves)
    {
        Tensor<double> y = _f(leaves);
        return new Tensor<double>(_tape, _tape.Resolve("GradientCheck", y), _tape.Generation);
    }
}
