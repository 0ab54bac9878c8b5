using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Programs;

/// <summary>One instruction as the executor runs it: a loop, and the rows that it reads and writes.</summary>
internal readonly record struct Step(LaneKernel Kernel, int A, int B, int C, int D, int Y);

/// <summary>A program laid out in rows of lanes: constants, inputs, outputs, and scratch rows that instructions share as values come and go.</summary>
internal sealed class Plan<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _rows;
    private readonly List<Step> _steps = [];
    private readonly List<T> _constants = [];
    private readonly Stack<int> _free = new();

    /// <summary>Lays out what computes some nodes of a trace.</summary>
    public Plan(Trace<T> trace, int inputCount, ReadOnlySpan<int> outputs)
    {
        InputCount = inputCount;
        OutputCount = outputs.Length;
        int[] roots = outputs.ToArray();
        Nodes = Schedule.Run(Fusion.Run(trace, roots), roots);
        Roots = roots;
        _rows = new int[Nodes.Count];
        LayOut();
        Steps = Pinned(_steps);
        Constants = [.. _constants];
    }

    /// <summary>The same layout with other steps, which do the same.</summary>
    public Plan(Plan<T> plan, IReadOnlyCollection<Step> steps)
    {
        (InputCount, OutputCount, Nodes, Roots, Constants, ScratchCount, _rows) = (plan.InputCount, plan.OutputCount, plan.Nodes, plan.Roots, plan.Constants, plan.ScratchCount, plan._rows);
        Steps = Pinned(steps);
    }

    /// <summary>The instructions, in order; a node's operands stand before it.</summary>
    public List<TraceNode<T>> Nodes { get; }

    /// <summary>The node of each output.</summary>
    public int[] Roots { get; }

    public Step[] Steps { get; }

    public T[] Constants { get; }

    /// <summary>What has to live as long as the steps: compiled code that they call.</summary>
    public object? Code { get; init; }

    public int InputCount { get; }

    public int OutputCount { get; }

    public int ScratchCount { get; private set; }

    /// <summary>Rows are numbered so: inputs, then outputs, then constants, then scratch.</summary>
    public int FirstOutput => InputCount;

    public int FirstConstant => InputCount + OutputCount;

    public int FirstScratch => FirstConstant + Constants.Length;

    /// <summary>The row that holds the addresses of all rows.</summary>
    public int TableRow => FirstScratch + ScratchCount;

    public int RowCount => TableRow + 1;

    /// <summary>
    /// How many lanes an instruction goes over before the next one: so many that its call costs little beside its work, and so few that the rows stay in
    /// the second-level cache.
    /// </summary>
    public int Lanes
    {
        get
        {
            int rows = ScratchCount + InputCount + OutputCount;
            int lanes = 2048 / Unsafe.SizeOf<T>();
            while (lanes > 2 * Workspace<T>.Vector && (long)rows * lanes * Unsafe.SizeOf<T>() > 512 * 1024) lanes /= 2;
            return Math.Max(lanes, Workspace<T>.Vector) / Workspace<T>.Vector * Workspace<T>.Vector;
        }
    }

    /// <summary>
    /// Elements from one row to the next, among constants and scratch rows. They are a vector further apart than they are long: with a power of 2 between
    /// them, all would lie in the same few sets of the cache.
    /// </summary>
    public int RowDistance => Lanes + Workspace<T>.Vector;

    public int RowOf(int node) => _rows[node];

    private static Step[] Pinned(IReadOnlyCollection<Step> steps)
    {
        var pinned = GC.AllocateUninitializedArray<Step>(steps.Count, pinned: true);
        int i = 0;
        foreach (Step step in steps) pinned[i++] = step;
        return pinned;
    }

    private void LayOut()
    {
        int constants = Nodes.Skip(1).Count(node => node.IsConstant);
        int[] lastUse = Schedule.LastUses(Nodes, Roots);
        Array.Fill(_rows, -1);
        for (int node = 1; node < Nodes.Count; node++)
        {
            TraceNode<T> it = Nodes[node];
            if (it.IsConstant)
            {
                _rows[node] = FirstOutput + OutputCount + _constants.Count;
                _constants.Add(it.Data);
            }
            else if (it.IsInput)
            {
                _rows[node] = it.A;
            }
            else
            {
                Place(node, lastUse, FirstOutput + OutputCount + constants);
            }
        }

        // What is no instruction of its own, or an output twice, is copied.
        for (int i = 0; i < Roots.Length; i++)
            if (_rows[Roots[i]] != FirstOutput + i) _steps.Add(new Step(CopyRow<T>.Kernel, _rows[Roots[i]], 0, 0, 0, FirstOutput + i));
    }

    private void Place(int node, int[] lastUse, int firstScratch)
    {
        // A VJP clears its row before it reads, so its operands' rows are free after it only.
        TraceNode<T> it = Nodes[node];
        int output = Array.IndexOf(Roots, node);
        if (it.OperandCount < 3 || it.Op is IInPlace) Free(it, node, lastUse, firstScratch);
        _rows[node] = output >= 0 ? FirstOutput + output : _free.Count > 0 ? _free.Pop() : firstScratch + ScratchCount++;
        if (it.OperandCount >= 3 && it.Op is not IInPlace) Free(it, node, lastUse, firstScratch);

        bool isLeft = Nodes[it.A].IsConstant, isMiddle = Nodes[it.B].IsConstant, isRight = Nodes[it.C].IsConstant;
        LaneKernel kernel = it.Op!.Kernel(isLeft, isMiddle && it.OperandCount > 1, isRight && it.OperandCount > 2, out _);
        _steps.Add(new Step(kernel, _rows[it.A], Row(it.B), Row(it.C), Row(it.D), _rows[node]));
    }

    private int Row(int node) => node == 0 ? 0 : _rows[node];

    private void Free(TraceNode<T> it, int node, int[] lastUse, int firstScratch)
    {
        for (int k = 0; k < it.OperandCount; k++)
        {
            int row = _rows[it.Operand(k)];
            if (lastUse[it.Operand(k)] == node && row >= firstScratch && !_free.Contains(row)) _free.Push(row);
        }
    }
}
