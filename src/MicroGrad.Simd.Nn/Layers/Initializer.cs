namespace MicroGrad.Simd.Nn;

/// <summary>Random starting values for parameters.</summary>
public static class Initializer
{
    /// <summary>Fills with numbers uniform on [−a, a), a = √(6 / (fanIn + fanOut)).</summary>
    /// <remarks>Source: X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010, equation 16.</remarks>
    /// <param name="parameter">What to fill.</param>
    /// <param name="fanIn">Inputs of each unit.</param>
    /// <param name="fanOut">Units that each input goes to.</param>
    /// <param name="random">Where the numbers are drawn from.</param>
    public static void GlorotUniform<T>(Parameter<T> parameter, int fanIn, int fanOut, Random random) where T : IFloatingPointIeee754<T> =>
        Uniform(parameter, Math.Sqrt(6.0 / (fanIn + fanOut)), random);

    /// <summary>Fills with numbers uniform on [−<paramref name="bound"/>, <paramref name="bound"/>).</summary>
    public static void Uniform<T>(Parameter<T> parameter, double bound, Random random) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(random);
        foreach (ref T value in parameter.Data) value = T.CreateChecked(bound * (2 * random.NextDouble() - 1));
    }
}
