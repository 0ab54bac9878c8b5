namespace MicroGrad.Simd.Functional;

/// <summary>Tells a kink from a smooth point by the slopes on either side of it, step by halved step.</summary>
/// <remarks>
/// Where a function is smooth, the slope above less the slope below is the step times the second derivative and higher terms, and so halves with
/// the step or does better; at a kink it stays what it is, at a jump or a cusp it grows. It must stay down to the last step, because
/// a kink beside the point leaves the point smooth, and through many steps, because rounding errors stay through a few by chance. Only values of
/// the function are looked at, so a wrong gradient cannot make a kink of a smooth point.
/// </remarks>
internal struct OneSidedSlopes
{
    /// <summary>How many halvings in a row the difference must last.</summary>
    private const int Lasting = 8;

    /// <summary>How the difference at one step compares with that at the step before where it lasts.</summary>
    private const double Least = 0.97, Most = 1.03;

    /// <summary>How it may compare where the function jumps or has a cusp, or where the rounding error of one value shows.</summary>
    private const double MostGrowth = 2.1;

    /// <summary>By how much, relative or absolute, a function must rise at a jump or a cusp for its rounding errors to be out of the question.</summary>
    private const double LeastRise = 1e-6;

    /// <summary>A relative difference too small to matter.</summary>
    private const double Negligible = 1e-8;

    /// <summary>How many rounding errors of the function a difference must exceed.</summary>
    private const double RoundingErrors = 1000;

    private double _below, _above;
    private int _lasted;
    private bool _exceedsRounding;

    private readonly double Jump => _above - _below;

    /// <summary>Whether the two slopes are about to meet.</summary>
    public bool Meeting { get; private set; }

    /// <summary>Takes the slopes at a step.</summary>
    /// <param name="below">From x − step to x.</param>
    /// <param name="above">From x to x + step.</param>
    /// <param name="step">The step.</param>
    /// <param name="functionSize">How large the function is.</param>
    public void Add(double below, double above, double step, double functionSize)
    {
        double before = Jump;
        (_below, _above) = (below, above);
        double rise = Math.Abs(Jump) * step, growth = Jump / before;
        _lasted = growth >= Least && growth <= (rise > LeastRise * Math.Max(1, functionSize) ? MostGrowth : Most) ? _lasted + 1 : 0;
        _exceedsRounding = rise > RoundingErrors * CentralDifference.Rounding * functionSize;
        double size = Math.Max(GradientEntry.Floor, Math.Max(Math.Abs(below), Math.Abs(above)));
        Meeting = Math.Abs(Jump) <= Math.Max(Negligible * size, 0.75 * Math.Abs(before));
    }

    /// <summary>What the last steps say: the kink's mean slope and jump, or the slope given.</summary>
    public readonly Difference Judge(double slope) =>
        _lasted >= Lasting && _exceedsRounding ? new Difference(_below + Jump / 2, Jump) : new Difference(slope, 0);
}
