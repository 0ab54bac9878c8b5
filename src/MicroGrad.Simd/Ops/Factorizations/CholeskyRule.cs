using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>L Lᵀ = ½(A + Aᵀ), L lower triangular; VJP: dA += ½(S + Sᵀ), S = L⁻ᵀ Φ(LᵀdL) L⁻¹, where Φ takes the lower triangle and halves its diagonal.</summary>
/// <remarks>I. Murray, "Differentiation of the Cholesky decomposition" (2016), equation 10.</remarks>
internal sealed unsafe class CholeskyRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly CholeskyRule<T> Instance = new();

    public override string Name => "cholesky";

    public override void Forward(INode<T> node)
    {
        int n = node.Shape[^1], size = n * n;
        ReadOnlySpan<T> a = node.Elements(0);
        MatrixView<T> u = MatrixView<T>.Result(node.Scratch(size, number: 1), n, n);
        for (int start = 0; start < a.Length; start += size)
        {
            // The factor is computed as its transpose, by rows.
            MatrixView<T> x = MatrixView<T>.Result(a.Slice(start, size), n, n), l = MatrixView<T>.Result(node.Output.Slice(start, size), n, n);
            l.SetTranspose(x);
            SymmetricPart.Set(x.Start, l.Start, u.Start, size);
            int failed = CholeskyFactor<T>.Factor(node, u);
            if (failed >= 0) Throw.NotPositiveDefinite(node.Shape, start / size, failed, u[failed, failed]);
            l.SetTranspose(u);
            for (int i = 0; i < n; i++) l.Row(i, i + 1, n).Clear();
        }
    }

    public override void Backward(INode<T> node)
    {
        int n = node.Shape[^1], size = n * n;
        Span<T> scratch = node.Scratch(2 * size, number: 1);
        MatrixView<T> s = MatrixView<T>.Result(scratch, n, n), transposed = MatrixView<T>.Result(scratch[size..], n, n);
        for (int start = 0; start < node.Output.Length; start += size)
        {
            MatrixView<T> l = MatrixView<T>.Result(node.Output.Slice(start, size), n, n), dy = MatrixView<T>.Result(node.Upstream.Slice(start, size), n, n);
            s.SetProduct(node, l.Transpose(), dy, Combination<T>.Overwrite);
            for (int i = 0; i < n; i++)
            {
                s[i, i] *= T.CreateTruncating(0.5);
                s.Row(i, i + 1, n).Clear();
            }

            TriangularSystem<T>.Solve(node, l.Transpose(), isLower: false, isUnit: false, s);
            transposed.SetTranspose(s);
            TriangularSystem<T>.Solve(node, l.Transpose(), isLower: false, isUnit: false, transposed);
            s.SetTranspose(transposed);
            SymmetricPart.Add(s.Start, transposed.Start, MatrixView<T>.Result(node.Grad(0).Slice(start, size), n, n).Start, size);
        }
    }
}
