using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>L Lᵀ = ½(A + Aᵀ), L lower triangular; VJP: dA += ½(S + Sᵀ), S = L⁻ᵀ Φ(LᵀdL) L⁻¹, where Φ takes the lower triangle and halves its diagonal.</summary>
/// <remarks>I. Murray, "Differentiation of the Cholesky decomposition" (2016), equation 10.</remarks>
internal sealed class CholeskyRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T Half = T.CreateTruncating(0.5);

    public static readonly CholeskyRule<T> Instance = new();

    public override string Name => "cholesky";

    public override void Forward(INode<T> node)
    {
        int n = node.Shape[^1], size = n * n;
        ReadOnlySpan<T> a = node.Elements(0);
        for (int start = 0; start < a.Length; start += size)
        {
            MatrixView<T> x = MatrixView<T>.Result(a.Slice(start, size), n, n), l = MatrixView<T>.Result(node.Output.Slice(start, size), n, n);
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++) l[i, j] = Half * (x[i, j] + x[j, i]);
            int failed = CholeskyFactor<T>.Factor(node, l);
            if (failed >= 0) Throw.NotPositiveDefinite(node.Shape, start / size, failed, l[failed, failed]);
            TransposeUpper(l);
        }
    }

    public override void Backward(INode<T> node)
    {
        int n = node.Shape[^1], size = n * n;
        MatrixView<T> s = MatrixView<T>.Result(node.Scratch(size, number: 1), n, n);
        for (int start = 0; start < node.Output.Length; start += size)
        {
            MatrixView<T> l = MatrixView<T>.Result(node.Output.Slice(start, size), n, n), da = MatrixView<T>.Result(node.Grad(0).Slice(start, size), n, n);
            s.SetProduct(node, l.Transpose(), MatrixView<T>.Result(node.Upstream.Slice(start, size), n, n), Combination<T>.Overwrite);
            for (int i = 0; i < n; i++)
            {
                s[i, i] *= Half;
                s.Row(i, i + 1, n).Clear();
            }

            TriangularSystem<T>.Solve(node, l.Transpose(), isLower: false, isUnit: false, s);
            TransposeInPlace(s);
            TriangularSystem<T>.Solve(node, l.Transpose(), isLower: false, isUnit: false, s);
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++) da[i, j] += Half * (s[i, j] + s[j, i]);
        }
    }

    // The factor is computed as its transpose, by rows. From below, so that no row is cleared before the rows below have taken what they need.
    private static void TransposeUpper(in MatrixView<T> u)
    {
        for (int i = u.Rows - 1; i >= 0; i--)
        {
            for (int j = 0; j < i; j++) u[i, j] = u[j, i];
            u.Row(i, i + 1, u.Columns).Clear();
        }
    }

    private static void TransposeInPlace(in MatrixView<T> x)
    {
        for (int i = 0; i < x.Rows; i++)
            for (int j = 0; j < i; j++) (x[i, j], x[j, i]) = (x[j, i], x[i, j]);
    }
}
