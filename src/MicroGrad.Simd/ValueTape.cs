using System.Runtime.Intrinsics;
using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Programs;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <summary>Records operations on scalars of type <see cref="Value{T}"/> and sweeps them for gradients.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>
/// A node keeps its two parents and its two slopes (24 bytes for <see cref="double"/>, and 8 for the gradient). Nothing has to be disposed:
/// the buffers are managed and stay with the tape, so a warm step allocates nothing. A tape belongs to one thread at a time.
/// </remarks>
public sealed partial class ValueTape<T> : INoGradient where T : IFloatingPointIeee754<T>
{
    /// <summary>Two parents and the slopes towards them. A missing parent, mostly the right one, is node 0: a sweep only sees there whether anything was NaN.</summary>
    internal struct Node
    {
        public int LeftAndMore, Right;
        public T SlopeLeft, SlopeRight;

        /// <summary>In <see cref="LeftAndMore"/>: the node before this one is a third parent, with slope 1. A sum of products is a run of such nodes, one for each product.</summary>
        public const int AddsPrevious = int.MinValue;

        /// <summary>As <see cref="LeftAndMore"/>: the node is the sum of the two before it, and holds nothing else.</summary>
        public const int SumOfLastTwo = -1;

        /// <summary>Both slopes, in one store where they are of eight bytes.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void SetSlopes(T left, T right)
        {
            if (typeof(T) == typeof(double))
            {
                Unsafe.As<T, Vector128<double>>(ref SlopeLeft) = Vector128.Create((double)(object)left, (double)(object)right);
            }
            else
            {
                SlopeLeft = left;
                SlopeRight = right;
            }
        }

        public readonly int Left => LeftAndMore & int.MaxValue;

        /// <summary>Whether the node before this one is a parent that nothing else names.</summary>
        public readonly bool HasPrevious => LeftAndMore < 0;

        public readonly bool IsSumOfLastTwo => LeftAndMore == SumOfLastTwo;

        /// <summary>The parents and slopes but for a previous one, whatever kind of node this is.</summary>
        /// <param name="index">The node's own.</param>
        public readonly Node AtIndex(int index) =>
            IsSumOfLastTwo ? new Node { LeftAndMore = (index - 2) | AddsPrevious, SlopeLeft = T.One, SlopeRight = T.Zero } : this;

        /// <summary>Every op node is recorded after a parent, so it has at least one parent other than node 0.</summary>
        public readonly bool IsLeaf => (LeftAndMore | Right) == 0;
    }

    private const int InitialCapacity = 1024;

    private readonly OperationLog<T>? _log;
    private readonly List<ParameterValues<T>> _parameters = [];
    private Node[] _nodes = [];
    private T[] _grads = [];
    private ulong _next = (1UL << 32) | 1; // the place of the next node: its generation in the upper half, its index in the lower
    private ulong _generationStart = 1UL << 32;
    private Node[] _open = [];      // where Push stores nodes: empty while there is more to do than that
    private int _sweptCount;        // nodes that the latest sweep knew; 0 before the first
    private int _noGradientDepth;

    /// <summary>Makes an empty tape.</summary>
    /// <param name="keepOperations">Keep the name and the value of every operation too, so that the graph can be drawn. Recording becomes several times slower.</param>
    public ValueTape(bool keepOperations = false)
    {
        if (keepOperations) _log = new OperationLog<T>();
    }

    /// <summary>A tape that hands what it is asked to record to a program.</summary>
    internal ValueTape(Trace<T> trace) => Trace = trace;

    internal Trace<T>? Trace { get; }

    /// <summary>Nodes recorded since the tape was made or reset.</summary>
    public int Count => NextIndex - 1;

    /// <summary>Bytes that the tape holds in its buffers, used or not.</summary>
    public long ByteCount =>
        (long)_nodes.Length * Unsafe.SizeOf<Node>() + ((long)_grads.Length + _leafGrads.Length + _adjoints.Length) * Unsafe.SizeOf<T>() + _reached.Length;

    internal OperationLog<T>? Log => _log;

    /// <summary>The first place of the tape's generation: values at lower ones are from before a reset or a rewind.</summary>
    internal ulong GenerationStart => _generationStart;

    private int NextIndex
    {
        get => (int)(uint)_next;
        set => _next = (_next >> 32 << 32) | (uint)value;
    }

    /// <summary>Records a leaf that has a gradient.</summary>
    public Value<T> Variable(T value)
    {
        if (HasRoom(out Node[] nodes, out ulong next)) return Store(nodes, next, 0, 0, T.Zero, T.Zero, value);
        return TryTake<Leaf>(default, default, value, out Value<T> taken) ? taken : Push<Leaf>(default, default, T.Zero, T.Zero, value);
    }

    /// <summary>Records a leaf for every element of a parameter, whose <see cref="Parameter{T}.Grad"/> each backward pass then adds to.</summary>
    public ParameterValues<T> Track(Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (_noGradientDepth > 0) return new ParameterValues<T>(null, parameter, 0, 0);

        var values = new ParameterValues<T>(this, parameter, NextIndex, Generation);
        if (TryGetRoom(values.Length, out Span<Node> nodes))
        {
            nodes.Fill(new Node { SlopeLeft = T.Zero, SlopeRight = T.Zero });
            Keep(nodes.Length);
        }
        else
        {
            foreach (T value in parameter.Data) Variable(value);
        }

        _parameters.Add(values);
        return values;
    }

    /// <summary>Opens a scope in which operations give constants and nothing is recorded.</summary>
    /// <remarks>They belong to this tape like any result: <see cref="Value{T}.Detach"/> takes one past <see cref="Reset"/> or to another tape.</remarks>
    public NoGradientScope NoGradient()
    {
        _noGradientDepth++;
        _open = [];
        return new NoGradientScope(this);
    }

    void INoGradient.EndNoGradient()
    {
        _noGradientDepth--;
        SetOpen();
    }

    /// <summary>Forgets every node. Values from before throw when they are used; the buffers are kept for the next step.</summary>
    public void Reset()
    {
        NextIndex = 1;
        _sweptCount = 0;
        _parameters.Clear();
        _log?.Truncate(0);
        ForgetMarks();
    }

    /// <summary>Whether there is nothing more to do than to store a node.</summary>
    // Inlined like Store, because the tape's whole cost is this store: a call would double it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool HasRoom(out Node[] nodes, out ulong next)
    {
        nodes = _open;
        next = _next;
        return (uint)next < (uint)nodes.Length;
    }

    /// <summary>Stores a node where <see cref="HasRoom"/> says; a parent that is a constant or not there stands at node 0, best on the right, where the sweep leaves it out.</summary>
    /// <returns>The value of the new node.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Value<T> Store(Node[] nodes, ulong next, int left, int right, T slopeLeft, T slopeRight, T y)
    {
        ref Node node = ref nodes[(uint)next];
        node.LeftAndMore = left;
        node.Right = right;
        node.SetSlopes(slopeLeft, slopeRight);
        _next = next + 1;
        return new(this, y, next);
    }

    /// <summary>Records the sum of the last two nodes, if they are those before a place and there is nothing more to do than to store that.</summary>
    /// <param name="place">Where the sum comes to stand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryPushSum(ulong place)
    {
        Node[] open = _open;
        if (place != _next || (uint)place >= (uint)open.Length) return false;
        open[(uint)place].LeftAndMore = Node.SumOfLastTwo;
        _next = place + 1;
        return true;
    }

    /// <summary>The result of an operation that is not recorded here: the number alone in a NoGradient scope, or an instruction of a program.</summary>
    internal bool TryTake<TOp>(Value<T> a, Value<T> b, T y, out Value<T> taken) where TOp : struct, IOp
    {
        bool isTaken = _noGradientDepth > 0 || Trace is not null;
        taken = !isTaken ? default : _noGradientDepth > 0 ? new(this, y, 0, Generation) : Trace!.Record(TOp.Lanes<T>(), a, b, y);
        return isTaken;
    }

    /// <summary>Records y = op(a, b) with its slopes, making room for the node and keeping more than that of it if need be.</summary>
    internal Value<T> Push<TOp>(Value<T> a, Value<T> b, T slopeLeft, T slopeRight, T y) where TOp : struct, IOp
    {
        int index = NextIndex;
        if (index >= _nodes.Length) Grow();
        Value<T> value = Store(_nodes, _next, a.Index, b.Index, slopeLeft, slopeRight, y);
        _log?.Add(index, TOp.Name, TOp.OperandCount, a, b, y);
        SetOpen();
        return value;
    }

    private void Grow(int count = 1)
    {
        if (_nodes.Length > Array.MaxLength - count) Throw.TapeFull(_nodes.Length);
        Array.Resize(ref _nodes, Math.Max(Math.Max(InitialCapacity, NextIndex + count), (int)Math.Min(2L * _nodes.Length, Array.MaxLength)));
    }

    /// <summary>Room for a run of nodes; none where there is more to do than to store them.</summary>
    internal bool TryGetRoom(int count, out Span<Node> nodes)
    {
        bool hasRoom = _open.Length - NextIndex >= count || MakeRoom(count);
        nodes = hasRoom ? _nodes.AsSpan(NextIndex, count) : default;
        return hasRoom;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool MakeRoom(int count)
    {
        if (_noGradientDepth > 0 || _log is not null || Trace is not null) return false;
        if (_nodes.Length - NextIndex < count) Grow(count);
        SetOpen();
        return true;
    }

    /// <summary>Keeps the first nodes of the room.</summary>
    /// <returns>The index of the last one; 0 for none.</returns>
    internal int Keep(int count)
    {
        if (count == 0) return 0;
        _next += (uint)count;
        return NextIndex - 1;
    }

    /// <summary>Makes the node before the last one its third parent, with slope 1, if that is the node asked for.</summary>
    internal bool TryAddPrevious(int parent)
    {
        if (parent != NextIndex - 2) return false;
        _nodes[NextIndex - 1].LeftAndMore |= Node.AddsPrevious;
        return true;
    }

    private void SetOpen() => _open = _noGradientDepth > 0 || _log is not null || Trace is not null ? [] : _nodes;

    internal bool HasGrad(int index) => index < _sweptCount;

    internal T GradOf(int index)
    {
        if (index >= _sweptCount) Throw.NoBackwardYet("Value.Grad", _sweptCount == 0);
        return _grads[index];
    }
}
