using CommunityToolkit.HighPerformance;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>The reverse sweep.</content>
public sealed partial class ValueTape<T>
{
    private bool[] _reached = [];
    private T[] _leafGrads = [];

    internal void Backward(int root, T upstream)
    {
        if (Trace is not null) Throw.Traced("Backward");

        // Leaves accumulate over sweeps, but this one starts from 0 everywhere, so that it can be taken back.
        int kept = StashLeafGrads();
        Sweep(root, upstream);
        foreach (ParameterValues<T> values in _parameters) values.AddGrads(_grads);
        if (kept > 0) AddLeafGrads();
        _sweptCount = NextIndex;
    }

    private void Sweep(int root, T upstream)
    {
        Start(root, upstream);
        if (typeof(T) == typeof(double) || typeof(T) == typeof(float))
        {
            // Off the root's ancestry every gradient is 0, so the plain sweep is right there too, unless a slope is not finite: 0 · ∞ is NaN.
            int end = LeadingParameters();
            SweepAll(ref _grads.DangerousGetReference(), ref _nodes.DangerousGetReference(), root, end);

            // A NaN goes on to one parent at least, down to a leaf, and every leaf but those left out adds 0 times its own gradient to node 0: so does ∞.
            bool isSuspect = T.IsNaN(_grads[0]) || Scan.ContainsNaN<T>(_grads.AsSpan(1, end));
            if (!isSuspect || !Scan.ContainsNaN<T>(_grads.AsSpan(1, root))) return;
            Start(root, upstream);
        }

        // A nested T may hide a NaN in a tangent.
        SweepAncestors(root);
    }

    private void Start(int root, T upstream)
    {
        if (_grads.Length < NextIndex) Array.Resize(ref _grads, _nodes.Length);
        _grads.AsSpan(0, NextIndex).Clear();
        _grads[root] = upstream;
    }

    /// <summary>Copies the gradients of variables that earlier sweeps gave, but of those in parameters.</summary>
    /// <returns>How many nodes earlier sweeps knew.</returns>
    private int StashLeafGrads()
    {
        if (_sweptCount <= 1) return 0;
        foreach (ParameterValues<T> values in _parameters)
            if (values.First < _sweptCount) values.Clear(_grads);
        if (_leafGrads.Length < _sweptCount) _leafGrads = new T[_nodes.Length];
        _grads.AsSpan(0, _sweptCount).CopyTo(_leafGrads);
        return _sweptCount;
    }

    private void AddLeafGrads()
    {
        for (int i = 1; i < _sweptCount; i++)
            if (_nodes[i].IsLeaf) _grads[i] += _leafGrads[i];
    }

    /// <summary>The last of the leaves that parameters tracked before anything else have: a sweep has nothing to do there.</summary>
    private int LeadingParameters()
    {
        int last = 0;
        foreach (ParameterValues<T> values in _parameters)
            if (values.First == last + 1) last += values.Length;
        return last;
    }

    // Parents were recorded before their node, so every index is inside: unchecked, because the checks would cost a third of the loop.
    // A node's gradient mostly comes from the node after it, so it goes from step to step in a register: by way of memory each step would wait for
    // the store of the one before.
    [MethodImpl(Compile.Alone)]
    private static void SweepAll(ref T grads, ref Node nodes, nint i, nint end)
    {
        ref Node node = ref Unsafe.Add(ref nodes, i);
        T grad = Unsafe.Add(ref grads, i);
        while (true)
        {
            nint left = node.LeftAndMore;
            while (left < 0)
            {
                if (left == Node.SumOfLastTwo)
                {
                    T product = Unsafe.Add(ref grads, i - 1) += grad;
                    node = ref Unsafe.Add(ref node, -1);
                    left = node.LeftAndMore;
                    if (left < 0)
                    {
                        Unsafe.Add(ref grads, i - 2) += grad;
                        grad = product;
                        i--;
                        continue;
                    }

                    AddToParents(ref grads, left, node.Right, in node, product);
                    i -= 2;
                }
                else
                {
                    AddToParents(ref grads, node.Left, node.Right, in node, grad);
                    i--;
                }

                node = ref Unsafe.Add(ref node, -1);
                left = node.LeftAndMore;
                Unsafe.Add(ref grads, i) = grad += Unsafe.Add(ref grads, i);
            }

            if (i <= end) return;
            nint right = node.Right;
            i--;
            T next = Unsafe.Add(ref grads, i);
            if (left < i && right < i)
            {
                AddToParents(ref grads, left, right, in node, grad);
            }
            else
            {
                if (left == i) next = T.MultiplyAddEstimate(grad, node.SlopeLeft, next);
                else Unsafe.Add(ref grads, left) = T.MultiplyAddEstimate(grad, node.SlopeLeft, Unsafe.Add(ref grads, left));
                if (right == i) next = T.MultiplyAddEstimate(grad, node.SlopeRight, next);
                else if (right != 0) Unsafe.Add(ref grads, right) = T.MultiplyAddEstimate(grad, node.SlopeRight, Unsafe.Add(ref grads, right));
                Unsafe.Add(ref grads, i) = next;
            }

            grad = next;
            node = ref Unsafe.Add(ref node, -1);
        }
    }

    // Constants stand at node 0. Their gradients would all be added up there, one waiting for the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddToParents(ref T grads, nint left, nint right, in Node node, T dy)
    {
        Unsafe.Add(ref grads, left) = T.MultiplyAddEstimate(dy, node.SlopeLeft, Unsafe.Add(ref grads, left));
        if (right != 0) Unsafe.Add(ref grads, right) = T.MultiplyAddEstimate(dy, node.SlopeRight, Unsafe.Add(ref grads, right));
    }

    /// <summary>The same sweep over ancestors of the root only.</summary>
    private void SweepAncestors(int root)
    {
        if (_reached.Length <= root) _reached = new bool[_nodes.Length];
        Span<bool> reached = _reached.AsSpan(0, root + 1);
        reached.Clear();
        reached[root] = true;
        for (int i = root; i > 0; i--)
        {
            if (!reached[i]) continue;
            Node node = _nodes[i].AtIndex(i);
            reached[node.Left] = reached[node.Right] = true;
            _grads[node.Left] += _grads[i] * node.SlopeLeft;
            if (node.Right != 0) _grads[node.Right] += _grads[i] * node.SlopeRight;
            if (!node.HasPrevious) continue;
            reached[i - 1] = true;
            _grads[i - 1] += _grads[i];
        }
    }
}
