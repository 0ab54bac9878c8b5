namespace MicroGrad.Simd.Nn;

/// <summary>Two interleaving half circles in the plane with normal noise: the smallest classification problem that no straight line solves.</summary>
/// <remarks>Class 0 is the outer moon (cos t, sin t), class 1 the inner one (1 − cos t, ½ − sin t), t uniform on [0, π].</remarks>
public sealed class MoonsDataset
{
    private readonly double[] _points;
    private readonly int[] _classes;

    /// <summary>Draws the points.</summary>
    /// <param name="samples">How many, at least 1; the outer moon gets the larger half.</param>
    /// <param name="noise">The standard deviation of the noise on each coordinate, at least 0.</param>
    /// <param name="seed">The same seed gives the same points.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples, or the noise is negative or not finite.</exception>
    public MoonsDataset(int samples, double noise, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        if (!double.IsFinite(noise) || noise < 0)
            throw new ArgumentOutOfRangeException(nameof(noise), $"MoonsDataset: noise {noise} is no standard deviation. It must be finite and at least 0.");
        var random = new Random(seed);
        _points = new double[checked(2 * samples)];
        _classes = new int[samples];
        for (int i = 0; i < samples; i++)
        {
            double t = Math.PI * random.NextDouble();
            _classes[i] = i % 2;
            (double x, double y) = _classes[i] == 0 ? (Math.Cos(t), Math.Sin(t)) : (1 - Math.Cos(t), 0.5 - Math.Sin(t));
            (double dx, double dy) = NormalPair(random);
            _points[2 * i] = x + noise * dx;
            _points[2 * i + 1] = y + noise * dy;
        }
    }

    /// <summary>The number of points.</summary>
    public int Count => _classes.Length;

    /// <summary>The coordinates, [Count, 2], row-major.</summary>
    public ReadOnlySpan<double> Points => _points;

    /// <summary>0 or 1 for each point.</summary>
    public ReadOnlySpan<int> Classes => _classes;

    /// <summary>The coordinates in another element type.</summary>
    public T[] PointsAs<T>() where T : INumberBase<T> => Array.ConvertAll(_points, T.CreateChecked);

    // Box and Muller, "A note on the generation of random normal deviates", 1958.
    private static (double First, double Second) NormalPair(Random random)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        (double sin, double cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
        return (radius * cos, radius * sin);
    }
}
