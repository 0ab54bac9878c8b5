using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>Signals or images in another size; linear, so that the VJP is the adjoint.</summary>
/// <remarks>The node's integers are the <see cref="ResampleSteps"/> and then, once they are computed, where the elements lie; the fractions are saved.</remarks>
internal sealed class ResampleRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly ResampleRule<T> Nearest = new("upsample nearest", isNearest: true), Linear = new("upsample linear", isNearest: false);

    private readonly bool _isNearest;

    private ResampleRule(string name, bool isNearest) => (Name, _isNearest) = (name, isNearest);

    public override string Name { get; }

    public override unsafe void Forward(INode<T> node)
    {
        Span<T> fractions = node.Save(Heights(node.Shape) + node.Shape[^1]);
        (int planes, SamplePoints<T> height, SamplePoints<T> width) = Points(node, fractions);
        var steps = ResampleSteps.Of(node.Integers);
        if (_isNearest)
        {
            height.FillNearest(steps.Height);
            width.FillNearest(steps.Width);
        }
        else
        {
            height.FillLinear(steps.Height, steps.AlignsCorners);
            width.FillLinear(steps.Width, steps.AlignsCorners);
        }

        Units.Run(node, new Resample<T>(planes, height, width, _isNearest, Pinned.Address(node.Elements(0)), Pinned.Address<T>(node.Output)), node.Output.Length);
    }

    public override unsafe void Backward(INode<T> node)
    {
        (int planes, SamplePoints<T> height, SamplePoints<T> width) = Points(node, node.Saved);
        Units.Run(node, new ResampleVjp<T>(planes, height, width, Pinned.Address(node.Upstream), Pinned.Address<T>(node.Grad(0))), node.Upstream.Length);
    }

    private static unsafe (int Planes, SamplePoints<T> Height, SamplePoints<T> Width) Points(INode<T> node, ReadOnlySpan<T> fractions)
    {
        Shape x = node.Layout(0).Shape, y = node.Shape;
        int heights = Heights(y);
        int* indices = Pinned.Address<int>(node.Integers[ResampleSteps.Length..]);
        T* first = Pinned.Address(fractions);
        return (x[0] * x[1], new(Heights(x), heights, indices, first), new(x[^1], y[^1], indices + 2 * heights, first + heights));
    }

    private static int Heights(in Shape shape) => shape.Rank == 3 ? 1 : shape[^2];
}
