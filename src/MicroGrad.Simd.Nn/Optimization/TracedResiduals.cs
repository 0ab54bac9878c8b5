namespace MicroGrad.Simd.Nn;

/// <summary>Residuals of traced scalars: one evaluation on a tape, whose sweeps give the Jacobian.</summary>
internal sealed class TracedResiduals(string solver, Func<Value<double>[], Value<double>[]> function, int length) : ResidualFunction
{
    private readonly TracedPoint _point = new(solver, length);
    private Value<double>[] _results = [];

    public override void Evaluate(ReadOnlySpan<double> x)
    {
        _results = function(_point.Record(x)) ?? throw new ArgumentException($"{solver}: the function gave null. It must give an array of residuals.");
        if (Values.Length == 0) Values = new double[_results.Length];
        if (_results.Length == 0) throw new ArgumentException($"{solver}: the function gave no residuals. At least one is needed.");
        if (_results.Length != Values.Length)
            throw new ArgumentException($"{solver}: the function gave {_results.Length} residuals, and {Values.Length} at the start. It must give as many at every point.");
        _point.Check(_results);
        for (int i = 0; i < Values.Length; i++) Values[i] = _results[i].Data;
    }

    public override void Jacobian(Span<double> jacobian) => _point.Tape.Jacobian(_results, _point.Inputs, jacobian);
}
