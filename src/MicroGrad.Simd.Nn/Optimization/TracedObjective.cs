namespace MicroGrad.Simd.Nn;

/// <summary>A function of traced scalars as an <see cref="Objective"/>.</summary>
internal sealed class TracedObjective(string solver, Func<Value<double>[], Value<double>> f, int length)
{
    private readonly TracedPoint _point = new(solver, length);

    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Value<double> y = f(_point.Record(x));
        _point.Check([y]);
        if (y.IsConstant)
        {
            gradient.Clear();
            return y.Data;
        }

        y.Backward();
        for (int i = 0; i < gradient.Length; i++) gradient[i] = _point.Inputs[i].Grad;
        return y.Data;
    }
}
