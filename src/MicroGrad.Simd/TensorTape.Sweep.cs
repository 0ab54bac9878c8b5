using System.Numerics.Tensors;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>The reverse sweep.</content>
public sealed partial class TensorTape<T>
{
    private int _sweep;         // counts backward passes since the last reset
    private int _sweptCount;    // nodes that the latest one knew

    internal void Backward(int root, ReadOnlySpan<T> upstream)
    {
        if (!_nodes[root].RequiresGrad) Throw.NoGradient("Backward", ShapeOf(root));
        if (upstream.Length != ShapeOf(root).ElementCount) Throw.LengthMismatch("Backward", upstream.Length, ShapeOf(root));
        if (upstream.Overlaps(_nodes[root].Grad.Span))
        {
            // The root's own gradient, which the sweep is about to clear.
            Buffer<T> copy = _arena.Rent(upstream.Length);
            upstream.CopyTo(copy.Span);
            upstream = copy.Span;
        }

        _sweep++;
        _sweptCount = _count;
        AddUpstream(root, upstream);

        // Tape order is a topological order, so one pass downwards meets every node after all its users.
        for (int i = root; i >= 0; i--)
        {
            ref readonly Node<T> node = ref _nodes[i];
            if (node.Sweep == _sweep && node.Rule is not null) node.Rule.Backward(_view.At(i));
        }
    }

    /// <summary>Makes the gradient of a leaf 0 again.</summary>
    internal void ClearGrad(int leaf)
    {
        if (_nodes[leaf].Sweep != 0) _nodes[leaf].Grad.Span.Clear();
    }

    private void AddUpstream(int root, ReadOnlySpan<T> upstream)
    {
        ref Node<T> node = ref _nodes[root];
        if (node.IsLeaf)
        {
            TensorPrimitives.Add(GradToAddTo(root), upstream, GradToAddTo(root));
            return;
        }

        if (node.Sweep == 0) node.Grad = _arena.Rent(upstream.Length);
        node.Sweep = _sweep;
        upstream.CopyTo(node.Grad.Span);
    }

    /// <summary>The gradient as the latest backward pass left it; 0 where that did not come.</summary>
    internal ReadOnlySpan<T> GradOf(int index)
    {
        ref Node<T> node = ref _nodes[index];
        if (!node.RequiresGrad) Throw.NoGradient("Tensor.Grad", node.Layout.Shape);
        if (node.Parameter is not null) return node.Parameter.Grad;
        if (index >= _sweptCount) Throw.NoBackwardYet("Tensor.Grad", _sweep == 0);
        return GradToAddTo(index);
    }

    /// <summary>The gradient, made ready on its first use in a sweep: parameters and variables keep what they have, everything else starts at 0.</summary>
    private Span<T> GradToAddTo(int index)
    {
        ref Node<T> node = ref _nodes[index];
        if (node.Sweep != _sweep)
        {
            bool first = node.Sweep == 0;
            node.Sweep = _sweep;
            if (node.Parameter is not null) node.Grad = node.Parameter.GradBuffer;
            else if (first) node.Grad = _arena.Rent(node.Layout.Shape.ElementCount);
            if (node.Parameter is null && (first || !node.IsLeaf)) node.Grad.Span.Clear();
        }

        return node.Grad.Span;
    }
}
