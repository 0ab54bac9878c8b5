namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>A parameter [inputs, outputs] as scalars on a tape, those of one output side by side.</summary>
internal sealed class ScalarMatrix(Parameter<double> parameter)
{
    private readonly int _inputs = parameter.Shape[0];
    private readonly Value<double>[] _values = new Value<double>[parameter.Shape.ElementCount];

    /// <summary>Records the parameter; due again after each reset of the tape.</summary>
    public void Bind(ValueTape<double> tape)
    {
        ParameterValues<double> bound = tape.Track(parameter);
        int outputs = parameter.Shape[1];
        for (int input = 0, i = 0; input < _inputs; input++)
            for (int output = 0; output < outputs; output++, i++)
                _values[output * _inputs + input] = bound[i];
    }

    /// <summary>y = x W.</summary>
    public void Multiply(ReadOnlySpan<Value<double>> x, Span<Value<double>> y)
    {
        for (int output = 0; output < y.Length; output++) y[output] = Value<double>.Dot(_values.AsSpan(output * _inputs, _inputs), x);
    }
}
