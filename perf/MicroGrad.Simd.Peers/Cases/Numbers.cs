namespace MicroGrad.Simd.Peers.Cases;

/// <summary>Inputs: the same for every library and every run, and without denormal numbers.</summary>
internal static class Numbers
{
    /// <summary>Uniform on [−scale, scale).</summary>
    public static T[] Signed<T>(int count, int seed, double scale = 1) where T : INumberBase<T> => Uniform<T>(count, seed, -scale, scale);

    /// <summary>Uniform on [low, high).</summary>
    public static T[] Uniform<T>(int count, int seed, double low, double high) where T : INumberBase<T>
    {
        var random = new Random(seed);
        var values = new T[count];
        foreach (ref T value in values.AsSpan()) value = T.CreateChecked((float)(low + (high - low) * random.NextDouble()));
        return values;
    }

    /// <summary>Classes from 0 to below <paramref name="classes"/>.</summary>
    public static int[] Classes(int count, int seed, int classes)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
    }

    /// <summary>The element that a probe reads: inside, and neither on a diagonal nor at the start of a row.</summary>
    public static int ProbeIndex(int count) => count * 3 / 7;
}
