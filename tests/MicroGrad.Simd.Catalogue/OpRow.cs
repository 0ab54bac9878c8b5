using System.Numerics;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue;

/// <summary>A public op: what it computes, and how it is tried.</summary>
/// <param name="Name">The public member, such as <c>Softmax</c> or <c>a + b</c>.</param>
/// <param name="Formula">What it computes.</param>
/// <param name="Gradient">The VJP or the slope; dy is the upstream gradient.</param>
/// <param name="Torch">The name in PyTorch; empty where there is none.</param>
public sealed record OpRow<T>(string Name, string Formula, string Gradient, string Torch)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What happens at ties, kinks and edges; empty where there are none.</summary>
    public string Edges { get; init; } = "";

    /// <summary>The members of <see cref="Tensor{T}"/> or another type that this row stands for, by their names in metadata.</summary>
    public required string[] Members { get; init; }

    /// <summary>The op on drawn inputs, with drawn axes, indices and options.</summary>
    public required Func<Draw<T>, Tensor<T>> Sample { get; init; }

    /// <summary>The op at a size that is worth measuring.</summary>
    public required Func<Bench, Tensor<float>> Speed { get; init; }

    /// <summary>The same op on scalars, for an element-wise op.</summary>
    public Func<Value<T>[], Value<T>>? Scalar { get; init; }

    /// <summary>The op on given operands, for an element-wise op.</summary>
    public Func<Tensor<T>[], Tensor<T>>? Elementwise { get; init; }

    /// <summary>What the operands of an element-wise op hold.</summary>
    public Values[] Operands { get; init; } = [Values.Any];

    /// <summary>Whether the op is linear in all its inputs together.</summary>
    public bool IsLinear { get; init; }

    public override string ToString() => Name;
}
