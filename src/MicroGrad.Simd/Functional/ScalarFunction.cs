using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Functional;

/// <summary>A function of scalars at a point.</summary>
internal sealed class ScalarFunction : CheckedFunction
{
    private readonly Func<Value<double>[], Value<double>> _f;

    public ScalarFunction(Func<Value<double>[], Value<double>> f, double[] at)
    {
        _f = f;
        Point = at;
        Here = Evaluate();
    }

    public override double[] Point { get; }

    public override double[] Here { get; }

    protected override double[] Upstream { get; } = [1];

    public override double[] Gradient()
    {
        var tape = new ValueTape<double>();
        Value<double>[] x = Array.ConvertAll(Point, tape.Variable);
        Value<double> y = _f([.. x]);
        if (y.IsConstant) return new double[x.Length];
        if (y.OwnTape("GradientCheck") != tape) Throw.ForeignResult("GradientCheck", y.Number);
        y.Backward();
        return Array.ConvertAll(x, value => value.Grad);
    }

    public override double[] Evaluate() => [_f([.. Point]).Data];

    public override (int Operand, int Index) Place(int element) => (element, 0);
}
