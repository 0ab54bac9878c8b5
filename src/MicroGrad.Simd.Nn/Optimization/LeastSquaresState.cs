namespace MicroGrad.Simd.Nn;

/// <summary>Where a least-squares solver stands: the point, and the residuals' linear model there in scaled variables.</summary>
/// <remarks>Variable j is measured in units of 1 / scaleⱼ with scaleⱼ = ‖column j of the Jacobian‖, so that the units in which it is given do not matter.</remarks>
internal sealed class LeastSquaresState
{
    private readonly ResidualFunction _function;
    private readonly SolverOptions _options;
    private readonly bool _scalesGrow;
    private readonly double[] _jacobian;
    private double[] _point, _trial;
    private double _trialValue;
    private int _iterations, _evaluations;

    /// <summary>Evaluates the start.</summary>
    /// <param name="solver">The solver's name, for errors.</param>
    /// <param name="function">The residuals.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="scalesGrow">Whether a scale is the largest length that its column had so far, not its length here.</param>
    public LeastSquaresState(string solver, ResidualFunction function, ReadOnlySpan<double> start, SolverOptions options, bool scalesGrow)
    {
        StartingPoint.Check(solver, start);
        (_function, _options, _scalesGrow) = (function, options, scalesGrow);
        _point = new double[start.Length];
        _trial = start.ToArray();
        (Gradient, ScaledGradient) = (new double[start.Length], new double[start.Length]);
        (Scale, Step) = (new double[start.Length], new double[start.Length]);
        _trialValue = Evaluate();
        _jacobian = new double[function.Values.Length * start.Length];
        Qr = new PivotedQr(function.Values.Length, start.Length);
        if (!double.IsFinite(_trialValue)) StartingPoint.NotFinite(solver, "½‖r‖²", _trialValue);
        if (!TryLinearize()) StartingPoint.NotFinite(solver, "the Jacobian's sum of squares", Vectors.Dot(_jacobian, _jacobian));
        Accept();
    }

    public ReadOnlySpan<double> Point => _point;

    /// <summary>½‖r‖².</summary>
    public double Value { get; private set; }

    /// <summary>Jᵀr.</summary>
    public double[] Gradient { get; }

    /// <summary>Variable j times element j is variable j scaled.</summary>
    public double[] Scale { get; }

    /// <summary>The gradient in scaled variables.</summary>
    public double[] ScaledGradient { get; }

    /// <summary>The step that the solver is about to try.</summary>
    public double[] Step { get; }

    /// <summary>The factors of J · diag(1 / scale) with right-hand side −r.</summary>
    public PivotedQr Qr { get; }

    /// <summary>½‖r‖² a part of the step further on.</summary>
    public double Try(double part)
    {
        for (int i = 0; i < _trial.Length; i++) _trial[i] = _point[i] + part * Step[i];
        return _trialValue = Evaluate();
    }

    /// <summary>Whether a part of the step is more than rounding of the point.</summary>
    public bool Moves(double part)
    {
        for (int i = 0; i < _point.Length; i++)
            if (_point[i] + part * Step[i] != _point[i]) return true;
        return false;
    }

    /// <summary>Moves to the point that was tried last, if the Jacobian is finite there.</summary>
    public bool TryMove()
    {
        if (!TryLinearize()) return false;
        _iterations++;
        Accept();
        return true;
    }

    /// <summary>Whether the point itself is reason to stop.</summary>
    public bool IsDone(out StopReason reason)
    {
        bool flat = Vectors.Largest(Gradient) <= _options.GradientTolerance;
        reason = flat ? StopReason.Gradient : StopReason.IterationLimit;
        return flat || _iterations >= _options.MaxIterations;
    }

    public SolverResult Result(StopReason reason) => new([.. _point], Value, Vectors.Largest(Gradient), _iterations, _evaluations, reason);

    private double Evaluate()
    {
        _evaluations++;
        _function.Evaluate(_trial);
        return 0.5 * Vectors.Dot(_function.Values, _function.Values);
    }

    // A finite sum of squares: then every element is finite, and so is every column's length.
    private bool TryLinearize()
    {
        _function.Jacobian(_jacobian);
        return double.IsFinite(Vectors.Dot(_jacobian, _jacobian));
    }

    private void Accept()
    {
        (_point, _trial) = (_trial, _point);
        Value = _trialValue;
        ReadOnlySpan<double> residuals = _function.Values;
        for (int j = 0; j < _point.Length; j++)
        {
            Span<double> column = Qr.Matrix.AsSpan(j * residuals.Length, residuals.Length);
            for (int i = 0; i < column.Length; i++) column[i] = _jacobian[i * _point.Length + j];
            Gradient[j] = Vectors.Dot(column, residuals);
            double length = Vectors.Norm(column);
            if (_scalesGrow) length = Math.Max(length, Scale[j]);
            Scale[j] = length > 0 ? length : 1;
            ScaledGradient[j] = Gradient[j] / Scale[j];
            foreach (ref double element in column) element /= Scale[j];
        }

        for (int i = 0; i < residuals.Length; i++) Qr.Right[i] = -residuals[i];
        Qr.Factor();
        _options.Observer?.Invoke(new SolverStep(_iterations, Value, _point, Gradient));
    }
}
