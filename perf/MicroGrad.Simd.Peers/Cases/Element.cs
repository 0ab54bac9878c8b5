namespace MicroGrad.Simd.Peers.Cases;

/// <summary>Element types and sizes as names of cases have them, and one element of a result.</summary>
internal static class Element
{
    public static string Name<T>() => typeof(T) == typeof(float) ? "float" : "double";

    public static string Count(int count) => count switch
    {
        >= 1 << 20 => $"{count >> 20}M",
        >= 1 << 10 => $"{count >> 10}K",
        _ => $"{count}",
    };

    public static double Probe(torch.Tensor y)
    {
        using torch.Tensor flat = y.reshape(-1), element = flat[Numbers.ProbeIndex((int)flat.NumberOfElements)];
        return element.ToDouble();
    }

    public static double Probe<T>(Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        double.CreateChecked(y.Data[Numbers.ProbeIndex(y.Data.Length)]);
}
