using System.Runtime.InteropServices;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Sums of many terms, with fewer nodes than one for each operation.</content>
public readonly partial struct Value<T>
{
    /// <summary>a · b + c, rounded once where the machine does so as fast.</summary>
    public static Value<T> MultiplyAdd(Value<T> a, Value<T> b, Value<T> c) => ProductSum(a, b, c, T.MultiplyAddEstimate(a._data, b._data, c._data));

    /// <summary>Σ aᵢ bᵢ, added up in order: one node for each product.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static Value<T> Dot(ReadOnlySpan<Value<T>> a, ReadOnlySpan<Value<T>> b)
    {
        if (a.Length != b.Length) Throw.DotLengths(a.Length, b.Length);
        ValueTape<T>? tape = a.Length > 0 ? a[0]._tape : null;
        if (tape is null || !tape.TryGetRoom(a.Length, out Span<ValueTape<T>.Node> nodes)) return PlainDot(a, b);

        return TryDot(tape, a, b, nodes, out T sum) ? new(tape, sum, tape.Keep(a.Length), tape.Generation) : PlainDot(a, b);
    }

    // A method that calls nothing: over a call, even one behind the loop, the JIT would keep the sum in memory. What does not fit is found at the
    // end, and the spans, all of one length, go unchecked: with a branch for every check the loop takes twice the time.
    [MethodImpl(Compile.Alone)]
    private static bool TryDot(
        ValueTape<T> tape, ReadOnlySpan<Value<T>> a, ReadOnlySpan<Value<T>> b, Span<ValueTape<T>.Node> nodes, out T sum)
    {
        ref Value<T> left = ref MemoryMarshal.GetReference(a), right = ref MemoryMarshal.GetReference(b);
        ref ValueTape<T>.Node first = ref MemoryMarshal.GetReference(nodes), node = ref first, end = ref Unsafe.Add(ref first, nodes.Length);
        T total = T.Zero;
        ulong fromStart = 0 - tape.GenerationStart, stale = 0; // a place's sum with it is its node, or no number of 32 bits
        while (Unsafe.IsAddressLessThan(ref node, ref end))
        {
            Value<T> x = left, y = right;
            if (x._tape != tape || y._tape != tape) break;
            stale |= (x._place + fromStart) | (y._place + fromStart);
            total = T.MultiplyAddEstimate(x._data, y._data, total);
            node.LeftAndMore = x.Index | ValueTape<T>.Node.AddsPrevious;
            node.Right = y.Index;
            node.SetSlopes(y._data, x._data);
            left = ref Unsafe.Add(ref left, 1);
            right = ref Unsafe.Add(ref right, 1);
            node = ref Unsafe.Add(ref node, 1);
        }

        first.LeftAndMore &= int.MaxValue;
        sum = total;
        return Unsafe.AreSame(ref node, ref end) && stale >> 32 == 0;
    }

    /// <summary>Fills in Σ wᵢ vᵢ over leaves side by side.</summary>
    /// <param name="tape">Their tape.</param>
    /// <param name="first">The first leaf's node.</param>
    /// <param name="w">The leaves' numbers.</param>
    /// <param name="v">As many values.</param>
    /// <param name="nodes">As many nodes, not kept yet.</param>
    /// <param name="sum">The sum.</param>
    /// <returns>Whether every v is of the tape's present generation; if not, the nodes hold rubbish.</returns>
    [MethodImpl(Compile.Alone)]
    internal static bool TryDot(
        ValueTape<T> tape, int first, ReadOnlySpan<T> w, ReadOnlySpan<Value<T>> v, Span<ValueTape<T>.Node> nodes, out T sum)
    {
        ref T weight = ref MemoryMarshal.GetReference(w);
        ref Value<T> right = ref MemoryMarshal.GetReference(v);
        ref ValueTape<T>.Node node = ref MemoryMarshal.GetReference(nodes), end = ref Unsafe.Add(ref node, nodes.Length);
        T total = T.Zero;
        ulong fromStart = 0 - tape.GenerationStart, stale = 0; // a place's sum with it is its node, or no number of 32 bits
        int left = first;
        while (Unsafe.IsAddressLessThan(ref node, ref end))
        {
            T x = weight;
            Value<T> y = right;
            if (y._tape != tape) break;
            stale |= y._place + fromStart;
            total = T.MultiplyAddEstimate(x, y._data, total);
            node.LeftAndMore = left;
            node.Right = y.Index;
            node.SetSlopes(y._data, x);
            left = (left + 1) | ValueTape<T>.Node.AddsPrevious;
            weight = ref Unsafe.Add(ref weight, 1);
            right = ref Unsafe.Add(ref right, 1);
            node = ref Unsafe.Add(ref node, 1);
        }

        sum = total;
        return Unsafe.AreSame(ref node, ref end) && stale >> 32 == 0;
    }

    /// <summary>Σ xᵢ, added up in order: one node for every two terms.</summary>
    public static Value<T> Sum(params ReadOnlySpan<Value<T>> x)
    {
        ValueTape<T>? tape = TapeOf("Sum", x);
        if (tape is null || !tape.TryGetRoom(x.Length, out Span<ValueTape<T>.Node> nodes)) return PlainSum(x);

        T sum = T.Zero;
        int count = 0;
        bool hasRight = true;
        foreach (ref readonly Value<T> term in x)
        {
            term.ThrowIfNotOf(tape, "Sum");
            sum += term._data;
            if (term.Index == 0) continue;
            if (hasRight)
            {
                ref ValueTape<T>.Node node = ref nodes[count];
                node.LeftAndMore = term.Index | (count > 0 ? ValueTape<T>.Node.AddsPrevious : 0);
                node.Right = 0;
                node.SlopeLeft = T.One;
                node.SlopeRight = T.Zero;
                count++;
            }
            else
            {
                nodes[count - 1].Right = term.Index;
                nodes[count - 1].SlopeRight = T.One;
            }

            hasRight = !hasRight;
        }

        return new(tape, sum, tape.Keep(count), tape.Generation);
    }

    /// <summary>A number with given slopes towards others.</summary>
    internal static Value<T> Custom(T y, ReadOnlySpan<Value<T>> parents, ReadOnlySpan<T> slopes)
    {
        if (slopes.Length != parents.Length) Throw.DirectionLength("Autodiff.Rule", "gradient", slopes.Length, parents.Length, "inputs");
        Value<T> sum = T.Zero;
        for (int i = 0; i < parents.Length; i++)
        {
            // Constants are left out: their slopes need not exist.
            if (parents[i].IsConstant) continue;
            ValueTape<T>? trace = parents[i].TraceTape;
            if (trace is { Trace.IsForOnePoint: true }) Throw.RuleOfFirstOrder();
            sum = MultiplyAdd(trace is null ? parents[i] : parents[i] - parents[i]._data, slopes[i], sum);
        }

        // A program computes the node again, where the parents are as they were: y + 0.
        return sum.TraceTape is null ? sum.With(y) : sum + y;
    }

    private static Value<T> ProductSum(Value<T> a, Value<T> b, Value<T> c, T y)
    {
        ValueTape<T>? tape = a._tape ?? b._tape ?? c._tape;
        if (tape is null) return y;
        c.ThrowIfNotOf(tape, "MultiplyAdd"); // before anything is recorded
        Value<T> product = a * b;
        if (product._tape is null || product.Index == 0 || product.Index != tape.Count || !tape.TryGetRoom(0, out _)) return (product + c).With(y);

        // The product's node is the last one: it takes the addend as a third parent if that is the node before it.
        if (c.Index == 0 || !tape.TryAddPrevious(c.Index)) return (product + c).With(y);
        return product.With(y);
    }

    private static Value<T> PlainDot(ReadOnlySpan<Value<T>> a, ReadOnlySpan<Value<T>> b)
    {
        // Checked beforehand, so that nothing is recorded of a sum that throws.
        if ((TapeOf("Dot", a) ?? TapeOf("Dot", b)) is { } tape)
        {
            foreach (ref readonly Value<T> value in a) value.ThrowIfNotOf(tape, "Dot");
            foreach (ref readonly Value<T> value in b) value.ThrowIfNotOf(tape, "Dot");
        }

        Value<T> sum = T.Zero;
        for (int i = 0; i < a.Length; i++) sum = MultiplyAdd(a[i], b[i], sum);
        return sum;
    }

    private static Value<T> PlainSum(ReadOnlySpan<Value<T>> x)
    {
        Value<T> sum = T.Zero;
        foreach (Value<T> term in x) sum += term;
        return sum;
    }

    /// <summary>The tape of the first value that has one, or none.</summary>
    private static ValueTape<T>? TapeOf(string op, ReadOnlySpan<Value<T>> x)
    {
        foreach (ref readonly Value<T> value in x)
        {
            if (value._tape is not { } tape) continue;
            value.ThrowIfNotOf(tape, op);
            return tape;
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ThrowIfNotOf(ValueTape<T> tape, string op)
    {
        if (_tape is null) return;
        if (_tape != tape) Throw.MixedTapes(op);
        if (Generation != tape.Generation) tape.ThrowIfDropped(op, Index, Generation);
    }
}
