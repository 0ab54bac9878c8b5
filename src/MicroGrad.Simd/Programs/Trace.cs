using MicroGrad.Simd.Numerics;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Programs;

/// <summary>A program while it is recorded: instructions in the order of their evaluation, each computed once.</summary>
internal sealed class Trace<T> where T : IFloatingPointIeee754<T>
{
    private readonly List<TraceNode<T>> _nodes = [default]; // no node has number 0, the constant of a tape
    private readonly List<Guard> _guards = [];
    private readonly HashSet<Guard> _guarded = [];
    private readonly Dictionary<(LaneOp<T>, int, int, int, int), int> _known = [];
    private readonly Dictionary<T, int> _constants = new(SameBits.Instance);
    private readonly ValueTape<T> _tape;

    public Trace() => _tape = new ValueTape<T>(this);

    /// <summary>Whether branches are taken as at the recorded point for good, as for derivatives at that point.</summary>
    public bool IsForOnePoint { get; init; }

    public Arithmetic<T> Ops { get; } = Arithmetic<T>.Instance;

    public int Count => _nodes.Count;

    public List<Guard> Guards => _guards;

    public TraceNode<T> this[int node] => _nodes[node];

    public LaneOp<T>? OpOf(int node) => _nodes[node].Op;

    public (int A, int B, int C) Operands(int node) => (_nodes[node].A, _nodes[node].B, _nodes[node].C);

    /// <summary>A node as a value: what is done with it is recorded here.</summary>
    public Value<T> Value(int node) => _nodes[node].IsConstant ? _nodes[node].Data : new Value<T>(_tape, _nodes[node].Data, node, _tape.Generation);

    public int NodeOf(Value<T> value) => value.IsConstant ? Constant(value.Number) : value.Index;

    /// <exception cref="InvalidOperationException">The value is of another tape.</exception>
    public int NodeOf(string op, Value<T> value)
    {
        if (!value.IsConstant && value.OwnTape(op) != _tape) Throw.MixedTapes(op);
        return NodeOf(value);
    }

    public Value<T> Input(int number, T data)
    {
        _nodes.Add(new(null, number, 0, 0, 0, IsInput: true, data));
        return Value(_nodes.Count - 1);
    }

    public int Constant(T value)
    {
        // Numbers with derivatives are equal where the derivatives differ, too.
        bool isShared = ZeroThroughout.OfDerivatives(value);
        if (isShared && _constants.TryGetValue(value, out int node)) return node;
        _nodes.Add(new(null, 0, 0, 0, 0, IsInput: false, value));
        if (isShared) _constants[value] = _nodes.Count - 1;
        return _nodes.Count - 1;
    }

    /// <summary>What a tape records: the number is known already.</summary>
    public Value<T> Record(LaneOp<T> op, Value<T> a, Value<T> b, T data) =>
        Value(Add(op, NodeOf(a), op.OperandCount > 1 ? NodeOf(b) : 0, 0, 0, data));

    public Value<T> Select(Value<T> mask, Value<T> whereTrue, Value<T> whereFalse, T data) =>
        Value(Add(SelectLaneOp<T>.Instance, NodeOf(mask), NodeOf(whereTrue), NodeOf(whereFalse), 0, data));

    /// <summary>An instruction on nodes; the same one again, or a simpler one that gives the same bits.</summary>
    public int Add(LaneOp<T> op, int a, int b = 0, int c = 0, int d = 0) => Add(op, a, b, c, d, op.OperandCount < 4 ? op.Apply(_nodes[a].Data, _nodes[b].Data, _nodes[c].Data) : T.Zero);

    private int Add(LaneOp<T> op, int a, int b, int c, int d, T data)
    {
        if (Simplified(op, a, b, data) is { } simpler) return simpler;
        if ((op == Ops.Add || op == Ops.Multiply) && b < a) (a, b) = (b, a);
        if (_known.TryGetValue((op, a, b, c, d), out int known)) return known;
        _nodes.Add(new(op, a, b, c, d, IsInput: false, data));
        return _known[(op, a, b, c, d)] = _nodes.Count - 1;
    }

    public void Guard(LaneOp<T> test, Value<T> a, Value<T> b, bool held)
    {
        if (IsForOnePoint) return;
        int node = Add(test, NodeOf(a), NodeOf(b), 0, 0, held ? T.One : T.Zero);
        if (!_nodes[node].IsConstant && _guarded.Add(new(node, held))) _guards.Add(new(node, held));
    }

    /// <summary>Forgets the latest nodes and guards.</summary>
    public void Rewind(int nodes, int guards)
    {
        for (int i = _nodes.Count - 1; i >= nodes; i--)
        {
            TraceNode<T> node = _nodes[i];
            if (node.Op is { } op) _known.Remove((op, node.A, node.B, node.C, node.D));
            else if (ZeroThroughout.OfDerivatives(node.Data)) _constants.Remove(node.Data);
        }

        _nodes.RemoveRange(nodes, _nodes.Count - nodes);
        for (int i = guards; i < _guards.Count; i++) _guarded.Remove(_guards[i]);
        _guards.RemoveRange(guards, _guards.Count - guards);
    }

    private int? Simplified(LaneOp<T> op, int a, int b, T data)
    {
        if (op.OperandCount <= 2 && _nodes[a].IsConstant && (op.OperandCount < 2 || _nodes[b].IsConstant)) return Constant(data);
        if (op == Ops.Multiply) return IsConstant(b, T.One) ? a : IsConstant(a, T.One) ? b : Signed(op, a, b);
        if (op == Ops.Divide) return IsConstant(b, T.One) ? a : Signed(op, a, b);
        if (op == Ops.Negate) return _nodes[a].Op == Ops.Negate ? _nodes[a].A : null;
        if (op == Ops.Add) return Minus(a) is { } left ? Add(Ops.Subtract, b, left) : Minus(b) is { } right ? Add(Ops.Subtract, a, right) : null;
        if (op == Ops.Subtract) return Minus(b) is { } subtrahend ? Add(Ops.Add, a, subtrahend) : null;
        return null;
    }

    /// <summary>A product or quotient with a sign taken out of it.</summary>
    private int? Signed(LaneOp<T> op, int a, int b) =>
        Minus(a) is { } left ? Add(Ops.Negate, Add(op, left, b))
        : Minus(b) is { } right ? Add(Ops.Negate, Add(op, a, right))
        : IsConstant(a, T.NegativeOne) && op == Ops.Multiply ? Add(Ops.Negate, b)
        : IsConstant(b, T.NegativeOne) ? Add(Ops.Negate, a)
        : null;

    private int? Minus(int node) => _nodes[node].Op == Ops.Negate ? _nodes[node].A : null;

    private bool IsConstant(int node, T value) =>
        _nodes[node].IsConstant && ZeroThroughout.OfDerivatives(_nodes[node].Data) && SameBits.Instance.Equals(_nodes[node].Data, value);

    /// <summary>Equal numbers with equal signs.</summary>
    private sealed class SameBits : IEqualityComparer<T>
    {
        public static readonly SameBits Instance = new();

        public bool Equals(T? x, T? y) => EqualityComparer<T>.Default.Equals(x, y) && (x is null || T.IsNegative(x) == T.IsNegative(y!));

        public int GetHashCode(T x) => x.GetHashCode();
    }
}
