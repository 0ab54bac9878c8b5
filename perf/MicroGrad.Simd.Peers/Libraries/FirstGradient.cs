using System.Globalization;

namespace MicroGrad.Simd.Peers.Libraries;

/// <summary>What a process with TorchSharp does from its start to its first gradient and no more; perf/MicroGrad.Simd.Results times it.</summary>
internal static class FirstGradient
{
    public const string Verb = "first-gradient";

    public static int Print()
    {
        torch.Tensor x = torch.tensor(2.0, requires_grad: true), y = x * x + x.sin();
        y.backward();
        Console.WriteLine(x.grad!.item<double>().ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
