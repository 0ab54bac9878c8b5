using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>The signs of determinants and behind them ln |det A|; VJP of the latter: dA += dy A⁻ᵀ. That of a singular matrix is NaN.</summary>
internal sealed class LogDeterminantRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly LogDeterminantRule<T> Instance = new();

    public override string Name => "log determinant";

    public override void Forward(INode<T> node)
    {
        int n = node.Layout(0).Shape[^1], size = n * n, room = LuFactors<T>.Length(n);
        ReadOnlySpan<T> a = node.Elements(0);
        Span<T> signs = node.Output[..(node.Output.Length / 2)], logs = node.Output[signs.Length..], saved = node.Save(signs.Length * room);
        for (int i = 0; i < signs.Length; i++)
            (signs[i], logs[i]) = LuFactors<T>.Of(node, a.Slice(i * size, size), n, saved.Slice(i * room, room)).LogDeterminant();
    }

    public override void Backward(INode<T> node)
    {
        int n = node.Layout(0).Shape[^1], size = n * n, room = LuFactors<T>.Length(n);
        ReadOnlySpan<T> dy = node.Upstream[(node.Upstream.Length / 2)..];
        Span<T> inverse = node.Scratch(size, number: 1);
        for (int i = 0; i < dy.Length; i++)
        {
            var factors = LuFactors<T>.At(node.Saved[(i * room)..], n);
            Span<T> da = node.Grad(0).Slice(i * size, size);
            if (factors.ZeroPivot() >= 0)
            {
                da.Fill(T.NaN);
                continue;
            }

            InverseRule<T>.SetIdentity(inverse, n);
            factors.SolveTransposed(node, MatrixView<T>.Result(inverse, n, n));
            TensorPrimitives.MultiplyAdd(inverse, dy[i], da, da);
        }
    }
}
