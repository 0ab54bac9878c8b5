using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = max x or min x over a set of axes; VJP: the upstream gradient, split evenly between the elements that equal the extreme.</summary>
/// <remarks>NaN wins; elements that are NaN then share the upstream gradient.</remarks>
internal sealed class ExtremeRule<TExtreme, T> : Rule<T>
    where TExtreme : struct, IExtreme
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly ExtremeRule<TExtreme, T> Instance = new();

    public override string Name => TExtreme.Name;

    public override void Forward(INode<T> node) => FoldJob<T, ExtremeFold<TExtreme>>.Run(node);

    public override void Backward(INode<T> node) => TieJob<T>.Run(node);
}
