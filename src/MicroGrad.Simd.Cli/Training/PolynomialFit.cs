namespace MicroGrad.Simd.Cli.Training;

/// <summary>15 − 2.1x + 13.9x² + 1.5x³ from noisy points: by gradient descent through the engine, and in closed form.</summary>
/// <remarks>
/// Powers of x are nearly parallel, so descent on raw coefficients would crawl. It runs on Legendre polynomials of x / 2, which are orthogonal on
/// the interval that the points come from, and its result is turned back into coefficients of powers.
/// </remarks>
internal sealed class PolynomialFit
{
    public const double HalfWidth = 2;

    private const int Terms = 4;

    // Row n: the coefficients of the Legendre polynomial Pₙ(z), times √(2n + 1) so that each has mean square 1.
    private static readonly double[,] Basis =
    {
        { 1, 0, 0, 0 },
        { 0, 1.7320508075688772, 0, 0 },
        { -1.118033988749895, 0, 3.3541019662496847, 0 },
        { 0, -3.968626966596886, 0, 6.614378277661476 },
    };

    private readonly TensorTape<double> _tape = new();
    private readonly double[] _features;
    private readonly Parameter<double> _weights = new("weights", [Terms, 1]);
    private readonly double _rate;

    public PolynomialFit(int samples, double noise, double rate, int seed)
    {
        var random = new Random(seed);
        X = new double[samples];
        Y = new double[samples];
        _features = new double[samples * Terms];
        _rate = rate;
        for (int i = 0; i < samples; i++)
        {
            X[i] = HalfWidth * (2 * random.NextDouble() - 1);
            Y[i] = Evaluate(Truth, X[i]) + noise * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            for (int term = 0; term < Terms; term++)
                _features[i * Terms + term] = Evaluate([Basis[term, 0], Basis[term, 1], Basis[term, 2], Basis[term, 3]], X[i] / HalfWidth);
        }
    }

    public static double[] Truth { get; } = [15, -2.1, 13.9, 1.5];

    public double[] X { get; }

    public double[] Y { get; }

    /// <summary>What descent has found so far, as coefficients of 1, x, x², x³.</summary>
    public double[] Coefficients
    {
        get
        {
            var coefficients = new double[Terms];
            for (int power = 0; power < Terms; power++)
                for (int term = 0; term < Terms; term++)
                    coefficients[power] += _weights.Data[term] * Basis[term, power] / Math.Pow(HalfWidth, power);
            return coefficients;
        }
    }

    /// <summary>One step of gradient descent.</summary>
    /// <returns>The mean squared error before it.</returns>
    public double Step()
    {
        _tape.Reset();
        _weights.ZeroGrad();
        Tensor<double> fit = _tape.Constant(_features, [X.Length, Terms]).MatMul(_weights);
        Tensor<double> loss = Nn.Loss.MeanSquaredError(fit, _tape.Constant(Y, [X.Length, 1]));
        loss.Backward();
        for (int i = 0; i < Terms; i++) _weights.Data[i] -= _rate * _weights.Grad[i];
        return loss.Item;
    }

    /// <summary>The least-squares solution: the normal equations, solved by elimination with row exchange.</summary>
    public double[] ClosedForm()
    {
        var rows = new double[Terms][];
        for (int i = 0; i < Terms; i++)
        {
            rows[i] = new double[Terms + 1];
            for (int sample = 0; sample < X.Length; sample++)
            {
                double power = Math.Pow(X[sample], i);
                for (int j = 0; j < Terms; j++) rows[i][j] += power * Math.Pow(X[sample], j);
                rows[i][Terms] += power * Y[sample];
            }
        }

        for (int column = 0; column < Terms; column++)
        {
            int pivot = Enumerable.Range(column, Terms - column).MaxBy(row => Math.Abs(rows[row][column]));
            (rows[column], rows[pivot]) = (rows[pivot], rows[column]);
            for (int row = 0; row < Terms; row++)
            {
                if (row == column) continue;
                double factor = rows[row][column] / rows[column][column];
                for (int j = column; j <= Terms; j++) rows[row][j] -= factor * rows[column][j];
            }
        }

        return [.. Enumerable.Range(0, Terms).Select(i => rows[i][Terms] / rows[i][i])];
    }

    public static double Evaluate(ReadOnlySpan<double> coefficients, double x)
    {
        double y = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--) y = y * x + coefficients[i];
        return y;
    }
}
