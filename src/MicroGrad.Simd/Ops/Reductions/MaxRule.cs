using System.Numerics.Tensors;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>y = max x over a set of axes; VJP: the upstream gradient, split evenly between the elements that equal the maximum.</summary>
/// <remarks>NaN wins; elements that are NaN then share the upstream gradient.</remarks>
internal sealed class MaxRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly MaxRule<T> Instance = new();

    public override string Name => "max";

    public override void Forward(INode<T> node)
    {
        node.Output.Fill(T.NegativeInfinity);
        Reduction.Map(node).Fold<T, MaxFold>(node.Elements(0), 0, node.Output);
    }

    public override void Backward(INode<T> node)
    {
        StridedMap map = Reduction.Map(node);
        ReadOnlySpan<T> x = node.Elements(0), y = node.Output;
        Span<T> dx = node.Grad(0), maximum = node.Tile(0), hit = node.Tile(1), shares = node.Scratch(y.Length);

        shares.Clear();
        for (int start = 0; start < dx.Length; start += Tiles.Length)
        {
            int count = Math.Min(Tiles.Length, dx.Length - start);
            map.Gather(y, start, maximum[..count]);
            for (int i = 0; i < count; i++) hit[i] = IsMaximum(x[start + i], maximum[i]) ? T.One : T.Zero;
            map.ScatterAdd<T>(hit[..count], start, shares);
        }

        TensorPrimitives.Divide(node.Upstream, shares, shares);
        for (int start = 0; start < dx.Length; start += Tiles.Length)
        {
            int count = Math.Min(Tiles.Length, dx.Length - start);
            Span<T> share = hit[..count];
            map.Gather(y, start, maximum[..count]);
            map.Gather(shares, start, share);
            for (int i = 0; i < count; i++)
                if (IsMaximum(x[start + i], maximum[i])) dx[start + i] += share[i];
        }
    }

    private static bool IsMaximum(T x, T maximum) => x == maximum || (T.IsNaN(x) && T.IsNaN(maximum));
}
