using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>Y = A⁻¹; VJP: dA −= YᵀdY Yᵀ.</summary>
/// <remarks>M. Giles, "An extended collection of matrix derivative results for forward and reverse mode algorithmic differentiation" (2008), 2.2.3.</remarks>
internal sealed class InverseRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly InverseRule<T> Instance = new();

    public override string Name => "inverse";

    public override void Forward(INode<T> node)
    {
        int n = node.Shape[^1], size = n * n;
        ReadOnlySpan<T> a = node.Elements(0);
        Span<T> room = node.Scratch(LuFactors<T>.Length(n), number: 1);
        for (int start = 0; start < a.Length; start += size)
        {
            var factors = LuFactors<T>.Of(node, a.Slice(start, size), n, room);
            if (factors.ZeroPivot() is >= 0 and int pivot) Throw.Singular("Inverse", node.Shape, start / size, pivot);
            Span<T> y = node.Output.Slice(start, size);
            SetIdentity(y, n);
            factors.Solve(node, MatrixView<T>.Result(y, n, n));
        }
    }

    public override void Backward(INode<T> node)
    {
        int n = node.Shape[^1], size = n * n;
        MatrixView<T> left = MatrixView<T>.Result(node.Scratch(size, number: 1), n, n);
        for (int start = 0; start < node.Output.Length; start += size)
        {
            MatrixView<T> y = MatrixView<T>.Result(node.Output.Slice(start, size), n, n), dy = MatrixView<T>.Result(node.Upstream.Slice(start, size), n, n);
            left.SetProduct(node, y.Transpose(), dy, Combination<T>.Overwrite);
            MatrixView<T>.Result(node.Grad(0).Slice(start, size), n, n).SubtractProduct(node, left, y.Transpose());
        }
    }

    public static void SetIdentity(Span<T> matrix, int n)
    {
        matrix.Clear();
        for (int i = 0; i < n; i++) matrix[i * n + i] = T.One;
    }
}
