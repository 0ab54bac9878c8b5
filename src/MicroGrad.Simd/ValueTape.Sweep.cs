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
            SweepAll(root);
            if (!Scan.ContainsNaN<T>(_grads.AsSpan(1, root))) return;
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

    private void SweepAll(int root)
    {
        // Parents were recorded before their node, so every index is inside: unchecked, because the checks would cost a third of the loops.
        ref T grads = ref _grads.DangerousGetReference();
        ref Node nodes = ref _nodes.DangerousGetReference();
        nint i = root, end = LeadingParameters();
        while (i > end) i = Unsafe.Add(ref nodes, i).HasPrevious ? SweepRun(ref grads, ref nodes, i) : SweepSingle(ref grads, ref nodes, i, end);
    }

    /// <summary>The last of the leaves that parameters tracked before anything else have: a sweep has nothing to do there.</summary>
    private int LeadingParameters()
    {
        int last = 0;
        foreach (ParameterValues<T> values in _parameters)
            if (values.First == last + 1) last += values.Length;
        return last;
    }

    /// <summary>Nodes of two parents at most, down to the end.</summary>
    /// <returns>The next node that has three; the end for none.</returns>
    [MethodImpl(Compile.Alone)]
    private static nint SweepSingle(ref T grads, ref Node nodes, nint i, nint end)
    {
        // A node's gradient mostly comes from the one or two nodes after it. Those three stay in registers: by way of memory each step would
        // wait for the store of the one before (2.6 against 1.8 ns a node).
        nint window = Math.Max(end, 2);
        if (i > window)
        {
            T grad = Unsafe.Add(ref grads, i), next = Unsafe.Add(ref grads, i - 1), second = Unsafe.Add(ref grads, i - 2);
            for (; i > window; i--)
            {
                ref Node node = ref Unsafe.Add(ref nodes, i);
                Unsafe.Add(ref grads, i) = grad;
                nint left = node.LeftAndMore, right = node.Right;
                if ((nuint)left < (nuint)(i - 2) && right < i - 2)
                {
                    Unsafe.Add(ref grads, left) = T.MultiplyAddEstimate(grad, node.SlopeLeft, Unsafe.Add(ref grads, left));
                    Unsafe.Add(ref grads, right) = T.MultiplyAddEstimate(grad, node.SlopeRight, Unsafe.Add(ref grads, right));
                }
                else if (left == i - 2 && right == i - 1)
                {
                    next = T.MultiplyAddEstimate(grad, node.SlopeRight, next);
                    second = T.MultiplyAddEstimate(grad, node.SlopeLeft, second);
                }
                else
                {
                    if (left < 0) break;
                    if (left == i - 1) next = T.MultiplyAddEstimate(grad, node.SlopeLeft, next);
                    else if (left == i - 2) second = T.MultiplyAddEstimate(grad, node.SlopeLeft, second);
                    else Unsafe.Add(ref grads, left) = T.MultiplyAddEstimate(grad, node.SlopeLeft, Unsafe.Add(ref grads, left));
                    if (right == i - 1) next = T.MultiplyAddEstimate(grad, node.SlopeRight, next);
                    else if (right == i - 2) second = T.MultiplyAddEstimate(grad, node.SlopeRight, second);
                    else Unsafe.Add(ref grads, right) = T.MultiplyAddEstimate(grad, node.SlopeRight, Unsafe.Add(ref grads, right));
                }

                grad = next;
                next = second;
                second = Unsafe.Add(ref grads, i - 3);
            }

            Unsafe.Add(ref grads, i) = grad;
            Unsafe.Add(ref grads, i - 1) = next;
            Unsafe.Add(ref grads, i - 2) = second;
        }

        for (; i > end && !Unsafe.Add(ref nodes, i).HasPrevious; i--)
        {
            ref Node node = ref Unsafe.Add(ref nodes, i);
            T grad = Unsafe.Add(ref grads, i);
            Unsafe.Add(ref grads, (nint)node.Left) += grad * node.SlopeLeft;
            Unsafe.Add(ref grads, (nint)node.Right) += grad * node.SlopeRight;
        }

        return i;
    }

    /// <summary>The nodes of one sum, whose gradients are the last one's.</summary>
    /// <returns>The node before them.</returns>
    [MethodImpl(Compile.Alone)]
    private static nint SweepRun(ref T grads, ref Node nodes, nint i)
    {
        T grad = Unsafe.Add(ref grads, i);
        while (true)
        {
            ref Node node = ref Unsafe.Add(ref nodes, i);
            nint left = node.Left, right = node.Right;
            Unsafe.Add(ref grads, left) = T.MultiplyAddEstimate(grad, node.SlopeLeft, Unsafe.Add(ref grads, left));
            Unsafe.Add(ref grads, right) = T.MultiplyAddEstimate(grad, node.SlopeRight, Unsafe.Add(ref grads, right));
            i--;
            if (!node.HasPrevious) break;
            Unsafe.Add(ref grads, i) = grad += Unsafe.Add(ref grads, i);
        }

        return i;
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
            ref readonly Node node = ref _nodes[i];
            reached[node.Left] = reached[node.Right] = true;
            _grads[node.Left] += _grads[i] * node.SlopeLeft;
            if (node.Right != 0) _grads[node.Right] += _grads[i] * node.SlopeRight;
            if (!node.HasPrevious) continue;
            reached[i - 1] = true;
            _grads[i - 1] += _grads[i];
        }
    }
}
