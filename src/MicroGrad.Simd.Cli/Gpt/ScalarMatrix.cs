namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>A parameter [outputs, inputs] as scalars on a tape.</summary>
internal sealed class ScalarMatrix(Parameter<double> parameter)
{
    private readonly int _inputs = parameter.Shape[1];
    private ParameterValues<double> _values;

    /// <summary>Records the parameter; due again after each reset of the tape.</summary>
    public void Bind(ValueTape<double> tape) => _values = tape.Track(parameter);

    /// <summary>One row of the matrix times x.</summary>
    public Value<double> Output(int row, ReadOnlySpan<Value<double>> x) => _values.Dot(row * _inputs, x);
}
