namespace MicroGrad.Simd.Nn;

/// <summary>A point on a line: how far along, the function's value and its slope along the line.</summary>
internal readonly record struct LinePoint(double Step, double Value, double Slope)
{
    /// <summary>The point of the function less slope · step.</summary>
    public LinePoint Tilted(double slope) => new(Step, Value - slope * Step, Slope - slope);

    /// <summary>The step to the minimum of the cubic through two points; NaN where it has none.</summary>
    /// <remarks>
    /// J. Nocedal and S. J. Wright, Numerical Optimization (2006), (3.59), as a part of the way from a to b: of the two forms of a quadratic's root
    /// the one that cancels nothing, because a minimum may lie beside a, and b far away.
    /// </remarks>
    public static double CubicMinimum(LinePoint a, LinePoint b)
    {
        double sum = a.Slope + b.Slope - 3 * (a.Value - b.Value) / (a.Step - b.Step);

        // Divided by the largest, so that no square overflows.
        double scale = Math.Max(Math.Abs(sum), Math.Max(Math.Abs(a.Slope), Math.Abs(b.Slope)));
        double root = scale * Math.Sqrt(sum / scale * (sum / scale) - a.Slope / scale * (b.Slope / scale));
        if (b.Step < a.Step) root = -root;
        double linear = -(sum + a.Slope);
        double part = linear >= 0 == root >= 0 ? -a.Slope / (linear + root) : (root - linear) / (a.Slope + b.Slope + 2 * sum);
        return a.Step + part * (b.Step - a.Step);
    }

    /// <summary>The step to the minimum of the parabola through a point, with its slope, and another point.</summary>
    public static double QuadraticMinimum(LinePoint a, LinePoint b)
    {
        double width = b.Step - a.Step;
        return a.Step + width * a.Slope / (2 * (a.Slope - (b.Value - a.Value) / width));
    }

    /// <summary>The step to where the slope is 0, by the line through two points' slopes.</summary>
    public static double SecantMinimum(LinePoint a, LinePoint b) => b.Step - b.Slope * ((b.Step - a.Step) / (b.Slope - a.Slope));
}
