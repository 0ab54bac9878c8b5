using System.Numerics.Tensors;
using MicroGrad.Simd.Numerics;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>y = det A; VJP: dA += dy · cof A, which is det A · A⁻ᵀ where A has an inverse.</summary>
/// <remarks>
/// Jacobi's formula. The cofactors of a singular matrix are those of <see cref="SingularCofactors"/>, so the gradient is right there too.
/// </remarks>
internal sealed class DeterminantRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly DeterminantRule<T> Instance = new();

    public override string Name => "determinant";

    public override void Forward(INode<T> node)
    {
        int n = node.Layout(0).Shape[^1], size = n * n, room = LuFactors<T>.Length(n);
        ReadOnlySpan<T> a = node.Elements(0);
        Span<T> y = node.Output, saved = node.Save(y.Length * room);
        for (int i = 0; i < y.Length; i++)
        {
            var factors = LuFactors<T>.Of(node, a.Slice(i * size, size), n, saved.Slice(i * room, room));

            // Elimination stops at a pivot that is 0, and with it what derivatives a number there has.
            if (T.Zero is IZeroThroughout && factors.ZeroPivot() is >= 0 and int pivot) Throw.SingularWithDerivatives(node.Layout(0).Shape, i, pivot);
            y[i] = factors.Determinant();
        }
    }

    public override void Backward(INode<T> node)
    {
        int n = node.Layout(0).Shape[^1], size = n * n, room = LuFactors<T>.Length(n);
        ReadOnlySpan<T> dy = node.Upstream, y = node.Output, a = node.Elements(0);
        Span<T> scratch = node.Scratch(size + SingularCofactors.ScratchLength(n), number: 1), inverse = scratch[..size];
        for (int i = 0; i < y.Length; i++)
        {
            Span<T> da = node.Grad(0).Slice(i * size, size);
            var factors = LuFactors<T>.At(node.Saved[(i * room)..], n);
            if (factors.ZeroPivot() >= 0)
            {
                a.Slice(i * size, size).CopyTo(inverse);
                SingularCofactors.Add(dy[i], inverse, n, scratch[size..], da);
                continue;
            }

            InverseRule<T>.SetIdentity(inverse, n);
            factors.SolveTransposed(node, MatrixView<T>.Result(inverse, n, n));
            TensorPrimitives.MultiplyAdd(inverse, dy[i] * y[i], da, da);
        }
    }
}
