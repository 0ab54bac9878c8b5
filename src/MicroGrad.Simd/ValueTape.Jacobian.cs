using System.Runtime.Intrinsics;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Numerics;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Gradients of many results in one sweep: each node has a vector of gradients, one for each result.</content>
public sealed unsafe partial class ValueTape<T>
{
    private T[] _adjoints = [];

    /// <summary>The gradients of several results with respect to several values, in one sweep for every eight doubles or sixteen floats of results.</summary>
    /// <param name="outputs">The results; constants have gradient 0.</param>
    /// <param name="inputs">What they are differentiated by; not constants.</param>
    /// <param name="jacobian">Receives them, row-major: a row for each result.</param>
    /// <remarks><see cref="Value{T}.Grad"/> and parameters are left as they are.</remarks>
    /// <exception cref="ArgumentException"><paramref name="jacobian"/> has not outputs × inputs elements.</exception>
    /// <exception cref="InvalidOperationException">A value is of another tape, was dropped by Reset or RewindTo, or an input is a constant.</exception>
    public void Jacobian(ReadOnlySpan<Value<T>> outputs, ReadOnlySpan<Value<T>> inputs, Span<T> jacobian)
    {
        const string op = "Jacobian";
        if (jacobian.Length != (long)outputs.Length * inputs.Length) Throw.JacobianLength(outputs.Length, inputs.Length, jacobian.Length);
        foreach (Value<T> output in outputs)
            if (!output.IsConstant && output.OwnTape(op) != this) Throw.MixedTapes(op);
        foreach (Value<T> input in inputs)
            if (input.OwnTape(op) != this) Throw.MixedTapes(op);

        // A nested T may hide a NaN in a tangent, so it always follows each result's ancestry, as in Backward.
        bool isPlain = typeof(T) == typeof(double) || typeof(T) == typeof(float);
        int width = isPlain ? 64 / Unsafe.SizeOf<T>() : 1;
        for (int first = 0; first < outputs.Length; first += width)
        {
            ReadOnlySpan<Value<T>> block = outputs.Slice(first, Math.Min(width, outputs.Length - first));
            Span<T> rows = jacobian.Slice(first * inputs.Length, block.Length * inputs.Length);
            if (isPlain) SweepVectors(block, inputs, rows, width);
            if (isPlain && !Scan.ContainsNaN<T>(rows)) continue;
            for (int k = 0; k < block.Length; k++) FollowAncestors(block[k].Index, T.One, inputs, rows.Slice(k * inputs.Length, inputs.Length));
        }
    }

    private void SweepVectors(ReadOnlySpan<Value<T>> outputs, ReadOnlySpan<Value<T>> inputs, Span<T> rows, int width)
    {
        int root = 0;
        foreach (Value<T> output in outputs) root = Math.Max(root, output.Index);
        ClearAdjoints(root, width);
        for (int k = 0; k < outputs.Length; k++)
            if (!outputs[k].IsConstant) _adjoints[outputs[k].Index * width + k] += T.One;

        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double)) SweepWidest<double>(root);
        else if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float)) SweepWidest<float>(root);
        else SweepPlain(root, width);

        for (int k = 0; k < outputs.Length; k++)
            for (int i = 0; i < inputs.Length; i++)
                rows[k * inputs.Length + i] = inputs[i].Index <= root ? _adjoints[inputs[i].Index * width + k] : T.Zero;
    }

    private void ClearAdjoints(int root, int width)
    {
        long length = (root + 1L) * width;
        if (_adjoints.Length < length) _adjoints = new T[checked((int)Math.Max(length, Math.Min((long)_nodes.Length * width, Array.MaxLength)))];
        _adjoints.AsSpan(0, (int)length).Clear();
    }

    private void SweepWidest<TElement>(int root) where TElement : unmanaged
    {
        fixed (void* adjoints = &Unsafe.As<T, byte>(ref _adjoints[0]))
        {
            if (Vector512.IsHardwareAccelerated) SweepLanes<TElement, Vector512<TElement>, Lanes512<TElement>>(root, (TElement*)adjoints);
            else if (Vector256.IsHardwareAccelerated) SweepLanes<TElement, Vector256<TElement>, Lanes256<TElement>>(root, (TElement*)adjoints);
            else SweepLanes<TElement, Vector128<TElement>, Lanes128<TElement>>(root, (TElement*)adjoints);
        }
    }

    [MethodImpl(Compile.Alone)]
    private void SweepLanes<TElement, TVector, TLanes>(int root, TElement* adjoints)
        where TElement : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<TElement, TVector>
    {
        nint width = 64 / sizeof(TElement);
        for (nint i = root; i > 0; i--)
        {
            ref Node node = ref _nodes[i];
            TElement* upstream = adjoints + i * width, previous = upstream - width;
            if (node.IsSumOfLastTwo)
            {
                for (nint k = 0; k < width; k += TLanes.Count)
                {
                    TVector dy = TLanes.Load(upstream + k);
                    TLanes.Store(TLanes.Add(dy, TLanes.Load(previous + k)), previous + k);
                    TLanes.Store(TLanes.Add(dy, TLanes.Load(previous + k - width)), previous + k - width);
                }

                continue;
            }

            TElement* left = adjoints + node.Left * width, right = adjoints + node.Right * width;
            TVector slopeLeft = TLanes.Broadcast(Unsafe.As<T, TElement>(ref node.SlopeLeft)), slopeRight = TLanes.Broadcast(Unsafe.As<T, TElement>(ref node.SlopeRight));
            for (nint k = 0; k < width; k += TLanes.Count)
            {
                TVector dy = TLanes.Load(upstream + k);
                TLanes.Store(TLanes.MultiplyAdd(dy, slopeLeft, TLanes.Load(left + k)), left + k);
                TLanes.Store(TLanes.MultiplyAdd(dy, slopeRight, TLanes.Load(right + k)), right + k);
                if (node.HasPrevious) TLanes.Store(TLanes.Add(dy, TLanes.Load(previous + k)), previous + k);
            }
        }
    }

    private void SweepPlain(int root, int width)
    {
        for (int i = root; i > 0; i--)
        {
            Node node = _nodes[i].AtIndex(i);
            for (int k = 0; k < width; k++)
            {
                T dy = _adjoints[i * width + k];
                _adjoints[node.Left * width + k] += dy * node.SlopeLeft;
                _adjoints[node.Right * width + k] += dy * node.SlopeRight;
                if (node.HasPrevious) _adjoints[(i - 1) * width + k] += dy;
            }
        }
    }

    /// <summary>Σ uₖ ∂yₖ/∂xᵢ, beside the gradients that <see cref="Value{T}.Grad"/> gives.</summary>
    internal void Vjp(ReadOnlySpan<Value<T>> outputs, ReadOnlySpan<T> upstream, ReadOnlySpan<Value<T>> inputs, Span<T> gradient)
    {
        gradient.Clear();
        var row = new T[inputs.Length];
        for (int k = 0; k < outputs.Length; k++)
        {
            // One sweep each: rare, and right for every slope.
            if (outputs[k].IsConstant) continue;
            FollowAncestors(outputs[k].Index, upstream[k], inputs, row);
            for (int i = 0; i < row.Length; i++) gradient[i] += row[i];
        }
    }

    /// <summary>Σ ∂yₖ/∂xᵢ vᵢ, by a sweep in the order of recording.</summary>
    internal void Jvp(ReadOnlySpan<Value<T>> inputs, ReadOnlySpan<T> direction, ReadOnlySpan<Value<T>> outputs, Span<T> tangents)
    {
        ClearAdjoints(NextIndex - 1, 1);
        for (int i = 0; i < inputs.Length; i++) _adjoints[inputs[i].Index] = direction[i];
        for (int i = 1; i < NextIndex; i++)
        {
            Node node = _nodes[i].AtIndex(i);
            if (node.IsLeaf) continue;

            // A parent that does not move has no part, whatever its slope.
            T left = _adjoints[node.Left], right = _adjoints[node.Right], tangent = node.HasPrevious ? _adjoints[i - 1] : T.Zero;
            if (node.Left != 0 && !ZeroThroughout.Of(left)) tangent += left * node.SlopeLeft;
            if (node.Right != 0 && !ZeroThroughout.Of(right)) tangent += right * node.SlopeRight;
            _adjoints[i] = tangent;
        }

        for (int k = 0; k < outputs.Length; k++) tangents[k] = outputs[k].IsConstant ? T.Zero : _adjoints[outputs[k].Index];
    }

    /// <summary>One row again, by the sweep that leaves out what is no ancestor of its root.</summary>
    private void FollowAncestors(int root, T upstream, ReadOnlySpan<Value<T>> inputs, Span<T> row)
    {
        row.Clear();
        if (root == 0) return;
        ClearAdjoints(root, 1);
        T[] grads = _grads;
        _grads = _adjoints;
        _grads[root] = upstream;
        try
        {
            SweepAncestors(root);
        }
        finally
        {
            _grads = grads; // a nested T of a tape that was reset throws in the sweep
        }

        for (int i = 0; i < inputs.Length; i++)
            if (inputs[i].Index <= root) row[i] = _adjoints[inputs[i].Index];
    }
}
