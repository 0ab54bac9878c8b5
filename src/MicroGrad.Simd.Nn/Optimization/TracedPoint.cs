namespace MicroGrad.Simd.Nn;

/// <summary>A point on a tape of its own, for functions of traced scalars; recorded anew for each evaluation.</summary>
internal sealed class TracedPoint(string solver, int length)
{
    private readonly Value<double>[] _given = new Value<double>[length];
    private bool _checked;

    public ValueTape<double> Tape { get; } = new();

    /// <summary>The elements.</summary>
    public Value<double>[] Inputs { get; } = new Value<double>[length];

    /// <summary>Records the point on the emptied tape.</summary>
    /// <returns>The elements again, in an array that the user's function may write over.</returns>
    public Value<double>[] Record(ReadOnlySpan<double> x)
    {
        Tape.Reset();
        for (int i = 0; i < x.Length; i++) Inputs[i] = _given[i] = Tape.Variable(x[i]);
        return _given;
    }

    /// <summary>Checks the results of the first evaluation: some of them depend on the point, and none on another tape.</summary>
    // Only of the first: elsewhere a constant may be meant, such as an infinity outside the function's domain.
    public void Check(ReadOnlySpan<Value<double>> results)
    {
        if (_checked) return;
        _checked = true;
        bool constant = true;
        foreach (Value<double> result in results)
        {
            constant &= result.IsConstant;
            CheckTape(result);
        }

        if (constant)
            throw new ArgumentException($"{solver}: the function's result at the start is a constant. It must be computed from the values that the function is given.");
    }

    // The engine refuses to mix tapes; asking it is the one way to learn whose tape a value is on.
    private void CheckTape(Value<double> result)
    {
        try
        {
            _ = result + Inputs[0];
        }
        catch (InvalidOperationException other)
        {
            throw new ArgumentException($"{solver}: a result of the function, {result}, is a value of another tape. It must be computed from the values that the function is given.", other);
        }
    }
}
