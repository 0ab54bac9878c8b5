using MicroGrad.Simd.Peers.Cases;
using MicroGrad.Simd.Peers.Reporting;

namespace MicroGrad.Simd.Peers.Libraries;

/// <summary>This repository's engine.</summary>
internal sealed class Ours : Library
{
    public const string OursName = "MicroGrad.Simd";

    public override string Name => OursName;

    public override string Load(int threads) =>
        $"{OursName} {Versions.Of(typeof(TensorTape<>))}, System.Numerics.Tensors {Versions.Of(typeof(System.Numerics.Tensors.TensorPrimitives))}";

    public override bool Takes(Case one) => true;

    public override Work Prepare(Case one, int threads) => one.Ours(threads);
}
