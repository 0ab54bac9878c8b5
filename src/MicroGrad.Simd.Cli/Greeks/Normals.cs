namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>Independent standard normals; the same seed gives the same.</summary>
internal sealed class Normals(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Fills a span of even length. G. E. P. Box and M. E. Muller, A note on the generation of random normal deviates (1958).</summary>
    public void Fill(Span<double> numbers)
    {
        for (int i = 0; i < numbers.Length; i += 2)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * _random.NextDouble());
            (numbers[i], numbers[i + 1]) = (radius * cosine, radius * sine);
        }
    }
}
