namespace MicroGrad.Simd.Nn;

/// <summary>The latest steps s and changes of the gradient y, and the inverse Hessian H that they stand for.</summary>
/// <remarks>The two-loop recursion, algorithm 7.4 of J. Nocedal and S. J. Wright, Numerical Optimization (2006), with H₀ = sᵀy / yᵀy of the latest pair.</remarks>
internal sealed class LbfgsHistory(int length, int capacity)
{
    private readonly double[][] _steps = Rows(length, capacity), _changes = Rows(length, capacity);
    private readonly double[] _products = new double[capacity], _weights = new double[capacity];
    private int _count, _next;

    public bool IsEmpty => _count == 0;

    /// <summary>The step that was added last.</summary>
    public ReadOnlySpan<double> LatestStep => _steps[Slot(1)];

    public void Clear() => _count = _next = 0;

    /// <summary>Adds the step from one point to the next. A pair without positive curvature is not used.</summary>
    public void Add(ReadOnlySpan<double> point, ReadOnlySpan<double> gradient, ReadOnlySpan<double> nextPoint, ReadOnlySpan<double> nextGradient)
    {
        double[] step = _steps[_next], change = _changes[_next];
        for (int i = 0; i < length; i++)
        {
            step[i] = nextPoint[i] - point[i];
            change[i] = nextGradient[i] - gradient[i];
        }

        // The Wolfe conditions make it positive but for rounding.
        double product = Vectors.Dot(step, change);
        _products[_next] = product;
        _next = (_next + 1) % capacity;
        _count = product > 0 ? Math.Min(_count + 1, capacity) : 0;
    }

    /// <summary>d = −H g.</summary>
    public void Direction(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        for (int i = 0; i < length; i++) direction[i] = -gradient[i];
        if (_count == 0) return;
        for (int age = 1; age <= _count; age++)
        {
            int slot = Slot(age);
            _weights[slot] = Vectors.Dot(_steps[slot], direction) / _products[slot];
            Vectors.AddScaled(-_weights[slot], _changes[slot], direction);
        }

        double[] change = _changes[Slot(1)];
        double scale = _products[Slot(1)] / Vectors.Dot(change, change);
        foreach (ref double element in direction) element *= scale;
        for (int age = _count; age >= 1; age--)
        {
            int slot = Slot(age);
            Vectors.AddScaled(_weights[slot] - Vectors.Dot(_changes[slot], direction) / _products[slot], _steps[slot], direction);
        }
    }

    private int Slot(int age) => (_next - age + capacity) % capacity;

    private static double[][] Rows(int length, int count)
    {
        var rows = new double[count][];
        for (int i = 0; i < count; i++) rows[i] = new double[length];
        return rows;
    }
}
