namespace MicroGrad.Simd.Peers.Cases;

/// <summary>Everything that is compared, in the order of the table.</summary>
internal static class CaseList
{
    private static readonly TensorFunction[] Functions =
    [
        new("add", (a, b) => a + b, (a, b) => a + b, (a, b) => a.add(b)),
        new("mul", (a, b) => a * b, (a, b) => a * b, (a, b) => a.mul(b)),
        new("relu", (a, _) => a.Relu(), (a, _) => a.Relu(), (a, _) => a.relu()),
        new("exp", (a, _) => a.Exp(), (a, _) => a.Exp(), (a, _) => a.exp()),
        new("log", (a, _) => a.Log(), (a, _) => a.Log(), (a, _) => a.log()) { Low = 0.1 },
        new("tanh", (a, _) => a.Tanh(), (a, _) => a.Tanh(), (a, _) => a.tanh()),
        new("sigmoid", (a, _) => a.Sigmoid(), (a, _) => a.Sigmoid(), (a, _) => a.sigmoid()),
        new("sqrt", (a, _) => a.Sqrt(), (a, _) => a.Sqrt(), (a, _) => a.sqrt()) { Low = 0.1 },
        new("cos", (a, _) => a.Cos(), (a, _) => a.Cos(), (a, _) => a.cos()),
        new("sin", (a, _) => a.Sin(), (a, _) => a.Sin(), (a, _) => a.sin()),
        new("erf", (a, _) => a.Erf(), (a, _) => a.Erf(), (a, _) => a.erf()),
        new("gelu", (a, _) => a.Gelu(), (a, _) => a.Gelu(), (a, _) => a.gelu()),
        new("gelu (tanh form)", (a, _) => a.GeluTanh(), (a, _) => a.GeluTanh(), (a, _) => a.gelu(TorchSharp.Modules.GELU.Approximate.tanh)),
        new("softplus", (a, _) => a.Softplus(), (a, _) => a.Softplus(), (a, _) => a.softplus()),
        new("pow 2.5", (a, _) => a.Pow(2.5f), (a, _) => a.Pow(2.5), (a, _) => a.pow(2.5)) { Low = 0.1 },
    ];

    private static readonly TensorFunction[] Reductions =
    [
        new("sum", (a, _) => a.Sum(), (a, _) => a.Sum(), (a, _) => a.sum()),
        new("max", (a, _) => a.Max(), (a, _) => a.Max(), (a, _) => a.max()),
    ];

    private static readonly TensorFunction[] Rows =
    [
        new("softmax", (a, _) => a.Softmax(), (a, _) => a.Softmax(), (a, _) => a.softmax(-1)),
        new("log-softmax", (a, _) => a.LogSoftmax(), (a, _) => a.LogSoftmax(), (a, _) => a.log_softmax(-1)),
        new("log-sum-exp", (a, _) => a.LogSumExp(-1), (a, _) => a.LogSumExp(-1), (a, _) => a.logsumexp(-1)),
        new("layer norm", (a, b) => a.LayerNorm(b, b, 1e-5f), (a, b) => a.LayerNorm(b, b, 1e-5), (a, b) => torch.nn.functional.layer_norm(a, b.shape, b, b, 1e-5)) { RightIsRow = true },
        new("RMS norm", (a, b) => a.RmsNorm(b, 1e-5f), (a, b) => a.RmsNorm(b, 1e-5), RmsNorm) { RightIsRow = true },
    ];

    private static readonly Networks Moons = new("moons 2-16-16-2", Batch: 200, 2, 16, 16, 2);

    private static readonly Networks Mlp = new("MLP 784-512-256-10", Batch: 128, 784, 512, 256, 10);

    public static IReadOnlyList<Case> All { get; } =
    [
        MatrixProducts.Square<float>(16),
        MatrixProducts.Square<float>(32),
        MatrixProducts.Square<float>(64),
        MatrixProducts.Square<float>(128),
        MatrixProducts.Square<float>(256),
        MatrixProducts.Square<float>(512),
        MatrixProducts.Square<float>(1024),
        MatrixProducts.Square<float>(2048),
        MatrixProducts.Of<float>(200, 16, 2),
        MatrixProducts.Of<float>(200, 16, 16),
        MatrixProducts.Of<float>(128, 512, 784),
        MatrixProducts.Of<float>(128, 10, 512),
        MatrixProducts.Of<float>(1, 512, 784),
        MatrixProducts.Of<float>(1024, 384, 128),
        MatrixProducts.Of<float>(1024, 128, 512),
        MatrixProducts.Square<float>(64, transposeA: true),
        MatrixProducts.Square<float>(64, transposeB: true),
        MatrixProducts.Square<float>(256, transposeA: true),
        MatrixProducts.Square<float>(256, transposeB: true),
        MatrixProducts.Square<float>(256, transposeA: true, transposeB: true),
        MatrixProducts.Square<float>(1024, transposeA: true),
        MatrixProducts.Square<float>(1024, transposeB: true),
        MatrixProducts.Square<float>(1024, transposeA: true, transposeB: true),
        MatrixProducts.Of<float>(784, 512, 128, transposeA: true),
        MatrixProducts.Of<float>(128, 512, 256, transposeB: true),
        MatrixProducts.Square<double>(256),
        MatrixProducts.Square<double>(1024),
        .. Functions.SelectMany(function => Vectors("element-wise", function)),
        .. Reductions.SelectMany(function => Vectors("reduction", function)),
        .. Rows.SelectMany(function => new[] { function.Of<float>("rows", "512x1024", 512, 1024), function.Of<float>("rows", "1024x128", 1024, 128) }),
        TensorGradient.Of(Named(Functions, "tanh"), "32K", 1 << 15),
        TensorGradient.Of(Named(Rows, "softmax"), "512x1024", 512, 1024),
        TensorGradient.Of(Named(Rows, "layer norm"), "512x1024", 512, 1024),
        Convolutions.Forward(16, 32, 28, 64, 3),
        Convolutions.Gradient(16, 32, 28, 64, 3),
        Convolutions.Gradient(16, 64, 28, 64, 1),
        Convolutions.Forward(16, 64, 28, 64, 3, groups: 64),
        Convolutions.Gradient(16, 64, 28, 64, 3, groups: 64),
        Moons.StepWithSgd(rate: 0.1f),
        Mlp.StepWithSgd(rate: 0.01f),
        Mlp.StepWithAdam(rate: 1e-3f),
        LeNet.StepWithSgd(),
        Moons.Inference(),
        Mlp.Inference(),
    ];

    // TorchSharp has none of its own.
    private static torch.Tensor RmsNorm(torch.Tensor x, torch.Tensor gain)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return ((x.square().mean([-1], keepdim: true) + 1e-5).rsqrt() * x * gain).MoveToOuterDisposeScope();
    }

    private static TensorFunction Named(TensorFunction[] functions, string name) => functions.Single(function => function.Name == name);

    private static IEnumerable<Case> Vectors(string group, TensorFunction function)
    {
        foreach (int count in (int[])[1 << 10, 1 << 15, 1 << 20]) yield return function.Of<float>(group, Element.Count(count), count);
        yield return function.Of<double>(group, Element.Count(1 << 15), 1 << 15);
    }
}
