using System.Numerics.Tensors;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>Y = A⁻¹B; VJPs: dB += G = A⁻ᵀdY, dA −= GYᵀ. The factors of A are saved.</summary>
/// <remarks>M. Giles, "An extended collection of matrix derivative results for forward and reverse mode algorithmic differentiation" (2008), 2.3.1.</remarks>
internal sealed class SolveRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly SolveRule<T> Instance = new();

    public override string Name => "solve";

    public override void Forward(INode<T> node)
    {
        Shape batch = node.Shape.Leading(node.Shape.Rank - 2);
        int n = node.Shape[^2], columns = node.Shape[^1], size = n * columns, room = LuFactors<T>.Length(n);
        Places ofA = new(node.Layout(0).Shape, batch), ofB = new(node.Layout(1).Shape, batch);
        ReadOnlySpan<T> a = node.Elements(0), b = node.Elements(1);
        Span<T> saved = node.Save(ofA.Count * room);
        for (int i = 0; i < ofA.Count; i++)
        {
            var factors = LuFactors<T>.Of(node, a.Slice(i * n * n, n * n), n, saved.Slice(i * room, room));
            if (factors.ZeroPivot() is >= 0 and int pivot) Throw.Singular("Solve", node.Layout(0).Shape, i, pivot);
        }

        for (int i = 0; i < batch.ElementCount; i++)
        {
            Span<T> y = node.Output.Slice(i * size, size);
            b.Slice(ofB[i] * size, size).CopyTo(y);
            LuFactors<T>.At(saved[(ofA[i] * room)..], n).Solve(node, MatrixView<T>.Result(y, n, columns));
        }
    }

    public override void Backward(INode<T> node)
    {
        Shape batch = node.Shape.Leading(node.Shape.Rank - 2);
        int n = node.Shape[^2], columns = node.Shape[^1], size = n * columns, room = LuFactors<T>.Length(n);
        Places ofA = new(node.Layout(0).Shape, batch), ofB = new(node.Layout(1).Shape, batch);
        Span<T> g = node.Scratch(size, number: 1);
        MatrixView<T> gMatrix = MatrixView<T>.Result(g, n, columns);
        for (int i = 0; i < batch.ElementCount; i++)
        {
            node.Upstream.Slice(i * size, size).CopyTo(g);
            LuFactors<T>.At(node.Saved[(ofA[i] * room)..], n).SolveTransposed(node, gMatrix);
            if (node.Wants(1))
            {
                Span<T> db = node.Grad(1).Slice(ofB[i] * size, size);
                TensorPrimitives.Add(db, g, db);
            }

            if (!node.Wants(0)) continue;
            MatrixView<T> y = MatrixView<T>.Result(node.Output.Slice(i * size, size), n, columns);
            MatrixView<T>.Result(node.Grad(0).Slice(ofA[i] * n * n, n * n), n, n).SubtractProduct(node, gMatrix, y.Transpose());
        }
    }
}
