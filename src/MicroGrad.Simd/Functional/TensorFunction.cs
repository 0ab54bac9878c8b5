namespace MicroGrad.Simd.Functional;

/// <summary>A function of tensors at a point: its gradients by a backward pass, and its values around the point.</summary>
internal sealed class TensorFunction
{
    private readonly Func<Tensor<double>[], Tensor<double>> _f;
    private readonly Shape[] _shapes;
    private readonly TensorTape<double> _tape = new();
    private readonly double[] _upstream;
    private readonly Shape _shape;

    public TensorFunction(Func<Tensor<double>[], Tensor<double>> f, (double[] Values, Shape Shape)[] leaves)
    {
        _f = f;
        Point = Array.ConvertAll(leaves, leaf => (double[])leaf.Values.Clone());
        _shapes = Array.ConvertAll(leaves, leaf => leaf.Shape);
        _shape = Result([.. Leaves(requiresGrad: false)]).Shape;
        _upstream = Upstream(_shape.ElementCount);
    }

    /// <summary>The elements of every input; to be changed and changed back.</summary>
    public double[][] Point { get; }

    /// <summary>The gradient of every input.</summary>
    public double[][] Gradients()
    {
        Tensor<double>[] leaves = Leaves(requiresGrad: true);
        Tensor<double> y = Result([.. leaves]);
        if (!y.RequiresGrad) return Array.ConvertAll(Point, values => new double[values.Length]);
        y.Backward(_upstream);
        return Array.ConvertAll(leaves, leaf => leaf.Grad.ToArray());
    }

    /// <summary>The elements of the result.</summary>
    public double[] Evaluate()
    {
        Tensor<double> y = Result(Leaves(requiresGrad: false));
        if (y.Shape != _shape)
        {
            throw new InvalidOperationException(
                $"GradientCheck: the result's shape changed from {_shape} to {y.Shape} with the inputs' values. It must be the same around the point.");
        }

        return y.Data.ToArray();
    }

    /// <summary>⟨upstream, high − low⟩. Subtracting first loses no digits to elements that do not change.</summary>
    public double Contract(double[] high, double[] low)
    {
        double sum = 0;
        for (int i = 0; i < high.Length; i++)
            if (high[i] != low[i]) sum += _upstream[i] * (high[i] - low[i]);
        return sum;
    }

    private Tensor<double>[] Leaves(bool requiresGrad)
    {
        _tape.Reset();
        var leaves = new Tensor<double>[Point.Length];
        for (int i = 0; i < leaves.Length; i++) leaves[i] = requiresGrad ? _tape.Variable(Point[i], _shapes[i]) : _tape.Constant(Point[i], _shapes[i]);
        return leaves;
    }

    /// <summary>The function's result on this tape; a parameter or a plain number is recorded.</summary>
    private Tensor<double> Result(Tensor<double>[] leaves)
    {
        Tensor<double> y = _f(leaves);
        return new Tensor<double>(_tape, _tape.Resolve("GradientCheck", y), _tape.Generation);
    }

    /// <summary>1 for one element; else numbers of either sign and of size 0.5 to 1.5, so that no element counts for nothing.</summary>
    private static double[] Upstream(int length)
    {
        if (length == 1) return [1];
        var upstream = new double[length];
        uint state = 12345;
        for (int i = 0; i < length; i++)
        {
            // A linear congruential generator (Numerical Recipes' constants), whose high bits are random enough.
            state = state * 1664525 + 1013904223;
            double size = 0.5 + (state >> 9) / (double)(1 << 23);
            upstream[i] = (state >> 8 & 1) == 0 ? size : -size;
        }

        return upstream;
    }
}
