namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>Arrays as the paper writes them, counted from 1.</summary>
internal static class Each
{
    public static T[] Of<T>(int count, Func<double, T> element) => [.. Enumerable.Range(1, count).Select(i => element(i))];

    public static Value<double> Sum(int count, Func<int, Value<double>> term)
    {
        Value<double> sum = 0.0;
        for (int j = 0; j < count; j++) sum += term(j);
        return sum;
    }
}
