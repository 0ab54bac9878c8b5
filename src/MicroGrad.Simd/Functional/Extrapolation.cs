namespace MicroGrad.Simd.Functional;

/// <summary>Central differences for one halved step after the other, extrapolated to step 0.</summary>
/// <remarks>
/// C. J. F. Ridders, "Accurate computation of F'(x) and F'(x)F''(x)", Advances in Engineering Software 4 (1982) 75–76: the error of a central
/// difference is a series in h², so Richardson's extrapolation over steps h, h/2, h/4, … removes one term with every column of Neville's table.
/// The entry that differs least from its two neighbours is the answer. Ridders stops when that difference grows; here the table goes on,
/// because a kink or a pole within the first steps spoils their rows only.
/// </remarks>
internal ref struct Extrapolation
{
    /// <summary>Down to 4e-9 of the scale: a kink further away than that is told from one at the point.</summary>
    public const int MaxRows = 22;

    /// <summary>Smaller steps still, for the noise alone.</summary>
    public const int MoreRows = 4;

    /// <summary>How many of the smallest steps tell the noise.</summary>
    private const int NoiseRows = 8;

    private Rows _steps, _differences, _answers, _errors, _previous, _current;
    private int _count;

    /// <summary>The answer so far, by what its neighbours say.</summary>
    public double Answer { get; private set; } = double.NaN;

    /// <summary>How far it may be off.</summary>
    public double Error { get; private set; } = double.PositiveInfinity;

    public Extrapolation()
    {
    }

    /// <summary>Adds a row, and takes its best entry where that is better than the answer so far.</summary>
    /// <param name="difference">The central difference.</param>
    /// <param name="step">Its step, half of the one before.</param>
    /// <param name="rounding">The least rounding error that it has.</param>
    public void Add(double difference, double step, double rounding)
    {
        _previous = _current;
        _current[0] = difference;
        double answer = double.NaN, least = double.PositiveInfinity, factor = 1;
        for (int column = 1; column <= _count; column++)
        {
            factor *= 4;
            _current[column] = _current[column - 1] + (_current[column - 1] - _previous[column - 1]) / (factor - 1);
            double error = rounding + Math.Max(Math.Abs(_current[column] - _current[column - 1]), Math.Abs(_current[column] - _previous[column - 1]));
            if (!(error < least)) continue;
            least = error;
            answer = _current[column];
        }

        (_steps[_count], _differences[_count], _answers[_count], _errors[_count]) = (step, difference, answer, least);
        _count++;
        Take(answer, least);
    }

    /// <summary>Adds a step of which nothing is asked but the noise.</summary>
    public void AddForNoise(double difference, double step)
    {
        (_steps[_count], _differences[_count], _errors[_count]) = (step, difference, double.PositiveInfinity);
        _count++;
    }

    /// <summary>The answer of all rows, where none has convinced.</summary>
    /// <remarks>
    /// What a function loses on its way, as 1e4 + x − 1e4 does, its result does not show: two small steps that round alike then look better than
    /// larger ones that still hold the slope. But the differences at the smallest steps differ by rounding only, so they tell how far it moves the
    /// function, and the answer is chosen again with that counted in. Steps too small for any change tell nothing. After J. J. Moré and S. M. Wild,
    /// "Estimating computational noise", SIAM Journal on Scientific Computing 33 (2011) 1292–1314.
    /// </remarks>
    public double AnswerDespiteNoise()
    {
        double noise = 0;
        for (int row = _count - 1, rows = 0; row > 0 && rows < NoiseRows; row--)
        {
            if (_differences[row] == 0 && _differences[row - 1] == 0) continue;
            noise = Math.Max(noise, _steps[row] * Math.Abs(_differences[row] - _differences[row - 1]));
            rows++;
        }

        Error = double.PositiveInfinity;
        for (int row = 1; row < _count; row++) Take(_answers[row], _errors[row] + noise / _steps[row]);
        return Answer;
    }

    private void Take(double answer, double error)
    {
        if (!(error < Error)) return;
        Error = error;
        Answer = answer;
    }

    [InlineArray(MaxRows + MoreRows)]
    private struct Rows
    {
        private double _first;
    }
}
