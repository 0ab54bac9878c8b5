namespace MicroGrad.Simd.Nn;

/// <summary>Residuals and Jacobian from a <see cref="Residuals"/> function.</summary>
internal sealed class GivenResiduals : ResidualFunction
{
    private readonly Residuals _function;
    private readonly double[] _point;

    public GivenResiduals(Residuals function, int count, int length)
    {
        _function = function;
        _point = new double[length];
        Values = new double[count];
    }

    public override void Evaluate(ReadOnlySpan<double> x)
    {
        x.CopyTo(_point);
        _function(_point, Values, []);
    }

    public override void Jacobian(Span<double> jacobian) => _function(_point, Values, jacobian);
}
