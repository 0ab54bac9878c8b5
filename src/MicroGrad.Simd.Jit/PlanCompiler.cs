using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Programs;

namespace MicroGrad.Simd.Jit;

/// <summary>Compiles a plan: every run of instructions that have a vector form becomes one method, which is one step of a new plan.</summary>
/// <remarks>
/// A method goes over the lanes vector by vector, or by two at a time. What an instruction of the run computes is a local, so that the JIT keeps
/// it in a register as long as it can; only what is used outside of the run is stored to its row. Long runs are cut: the JIT's work grows faster than
/// their length, and it keeps no more in registers.
/// </remarks>
[RequiresDynamicCode("Compiles methods at run time.")]
[RequiresUnreferencedCode("Finds methods by name.")]
internal sealed unsafe class PlanCompiler<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // For one method, over all vectors that it goes over at a time.
    private const int FewestInstructions = 16, MostInstructions = 48;

    private readonly Plan<T> _plan;
    private readonly VectorType _vector = new(typeof(T));
    private readonly int _vectors; // side by side in one pass of a method's loop
    private readonly InstructionEmitter<T> _emitter;
    private readonly List<(int First, int Last)> _runs = []; // nodes
    private readonly int[] _lastUse;
    private readonly int[] _stepOf;

    private PlanCompiler(Plan<T> plan)
    {
        _plan = plan;
        _emitter = new(_vector);

        // The lanes are whole vectors of 64 bytes. Of narrower ones two go side by side, since one alone mostly waits for its own results.
        _vectors = _vector.Count * sizeof(T) < 64 ? 2 : 1;
        _lastUse = Schedule.LastUses(plan.Nodes, plan.Roots); // to the end for what is copied to an output by a step behind all instructions
        _stepOf = new int[plan.Nodes.Count];
        int steps = 0;
        for (int node = 1; node < plan.Nodes.Count; node++)
            _stepOf[node] = plan.Nodes[node].Op is null ? -1 : steps++;
        InstructionCount = steps;
        FindRuns();
    }

    private int InstructionCount { get; }

    public static Plan<T> Compile(Plan<T> plan) => new PlanCompiler<T>(plan).Rewrite();

    private void FindRuns()
    {
        int[] live = LiveBehind();
        var stretch = new List<int>();
        for (int node = 1; node < _plan.Nodes.Count; node++)
        {
            if (_plan.Nodes[node].Op is not { } op) continue;
            if (_emitter.CodeOf(op) is not null) stretch.Add(node);
            else Cut(stretch, live);
        }

        Cut(stretch, live);
    }

    /// <summary>Makes runs of instructions that follow one another, cut where the fewest values have to be stored.</summary>
    private void Cut(List<int> stretch, int[] live)
    {
        int first = 0;
        while (first < stretch.Count)
        {
            int last = Math.Min(first + MostInstructions / _vectors, stretch.Count) - 1;
            if (last < stretch.Count - 1)
                for (int i = last - 1; i >= first + FewestInstructions / _vectors - 1; i--)
                    if (live[stretch[i]] < live[stretch[last]]) last = i;
            _runs.Add((stretch[first], stretch[last]));
            first = last + 1;
        }

        stretch.Clear();
    }

    /// <summary>How many results of instructions up to each node are used behind it.</summary>
    private int[] LiveBehind()
    {
        int[] live = new int[_plan.Nodes.Count], ending = new int[_plan.Nodes.Count];
        int count = 0;
        for (int node = 1; node < live.Length; node++)
        {
            if (_plan.Nodes[node].Op is not null)
            {
                count++;
                if (_lastUse[node] < live.Length) ending[_lastUse[node]]++;
            }

            live[node] = count -= ending[node];
        }

        return live;
    }

    private Plan<T> Rewrite()
    {
        if (_runs.Count == 0) return _plan;
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("MicroGrad.Simd.Jit.Emitted"), AssemblyBuilderAccess.RunAndCollect);
        TypeBuilder type = assembly.DefineDynamicModule("Emitted").DefineType("Runs", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        for (int i = 0; i < _runs.Count; i++) Emit(type, $"Run{i}", _runs[i].First, _runs[i].Last);
        Type made = type.CreateType();
        Dictionary<string, RuntimeMethodHandle> methods = made.GetMethods(BindingFlags.Public | BindingFlags.Static).ToDictionary(method => method.Name, method => method.MethodHandle);
        Parallel.ForEach(methods.Values, RuntimeHelpers.PrepareMethod);

        var steps = new List<Step>();
        int next = 0;
        for (int i = 0; i < _runs.Count; i++)
        {
            (int first, int last) = _runs[i];
            for (; next < _stepOf[first]; next++) steps.Add(_plan.Steps[next]);
            var kernel = new LaneKernel((delegate*<void*, void*, void*, void*, void*, nint, void>)methods[$"Run{i}"].GetFunctionPointer());
            steps.Add(new Step(kernel, _plan.TableRow, 0, 0, 0, 0));
            next = _stepOf[last] + 1;
        }

        for (; next < _plan.Steps.Length; next++) steps.Add(_plan.Steps[next]);
        return new Plan<T>(_plan, steps) { Code = made };
    }

    private void Emit(TypeBuilder type, string name, int first, int last)
    {
        Type address = typeof(void*);
        MethodBuilder method = type.DefineMethod(
            name, MethodAttributes.Public | MethodAttributes.Static, typeof(void), [address, address, address, address, address, typeof(nint)]);
        method.SetImplementationFlags(MethodImplAttributes.AggressiveOptimization);
        ILGenerator il = method.GetILGenerator();
        var code = new Loop(il, il.DeclareLocal(typeof(nint)), il.DeclareLocal(typeof(nint)));
        Label top = il.DefineLabel(), end = il.DefineLabel();
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Stloc, code.Offset);
        LoadRow(il, _plan.FirstConstant);
        il.Emit(OpCodes.Stloc, code.Scratch);
        il.MarkLabel(top);
        il.Emit(OpCodes.Ldloc, code.Offset);
        il.Emit(OpCodes.Ldarg, 5);
        il.Emit(OpCodes.Ldc_I4, sizeof(T));
        il.Emit(OpCodes.Mul);
        il.Emit(OpCodes.Bge, end);

        for (int node = first; node <= last; node++)
        {
            TraceNode<T> it = _plan.Nodes[node];
            if (it.Op is null) continue;
            for (int vector = 0; vector < _vectors; vector++)
            {
                for (int k = 0; k < it.OperandCount; k++) Read(code, it.Operand(k), vector);
                _emitter.CodeOf(it.Op)!(il);
                LocalBuilder local = code.Values[(node, vector)] = il.DeclareLocal(_vector.Type);
                il.Emit(OpCodes.Stloc, local);
                if (_lastUse[node] > last) Write(code, node, vector, local);
            }
        }

        foreach (LocalBuilder place in (LocalBuilder[])[code.Offset, code.Scratch])
        {
            il.Emit(OpCodes.Ldloc, place);
            il.Emit(OpCodes.Ldc_I4, _vectors * _vector.Count * sizeof(T));
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Stloc, place);
        }

        il.Emit(OpCodes.Br, top);
        il.MarkLabel(end);
        il.Emit(OpCodes.Ret);
    }

    private void Read(Loop code, int node, int vector)
    {
        ILGenerator il = code.Il;
        TraceNode<T> it = _plan.Nodes[node];
        if (it.IsConstant)
        {
            if (typeof(T) == typeof(double)) il.Emit(OpCodes.Ldc_R8, double.CreateTruncating(it.Data));
            else il.Emit(OpCodes.Ldc_R4, float.CreateTruncating(it.Data));
            il.Emit(OpCodes.Call, _vector.Create);
            return;
        }

        if (!code.Values.TryGetValue((node, vector), out LocalBuilder? local))
        {
            Address(code, node, vector);
            il.Emit(OpCodes.Call, _vector.Load);
            local = code.Values[(node, vector)] = il.DeclareLocal(_vector.Type);
            il.Emit(OpCodes.Stloc, local);
        }

        il.Emit(OpCodes.Ldloc, local);
    }

    private void Write(Loop code, int node, int vector, LocalBuilder local)
    {
        code.Il.Emit(OpCodes.Ldloc, local);
        Address(code, node, vector);
        code.Il.Emit(OpCodes.Call, _vector.Store);
    }

    /// <summary>The address of a vector's lanes in a node's row.</summary>
    private void Address(Loop code, int node, int vector)
    {
        ILGenerator il = code.Il;
        int row = _plan.RowOf(node) - _plan.FirstConstant, bytes = vector * _vector.Count * sizeof(T);
        if (row >= 0)
        {
            il.Emit(OpCodes.Ldloc, code.Scratch);
            bytes = checked(bytes + row * _plan.RowDistance * sizeof(T));
        }
        else
        {
            LoadRow(il, _plan.RowOf(node));
            il.Emit(OpCodes.Ldloc, code.Offset);
            il.Emit(OpCodes.Add);
        }

        il.Emit(OpCodes.Ldc_I4, bytes);
        il.Emit(OpCodes.Add);
    }

    /// <summary>The address of a row, from the table.</summary>
    private static void LoadRow(ILGenerator il, int row)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, row * sizeof(nint));
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ldind_I);
    }

    /// <summary>A method's loop while it is written.</summary>
    /// <param name="Il">Its instructions.</param>
    /// <param name="Offset">Bytes from the start of every row to the lanes of this pass.</param>
    /// <param name="Scratch">The address of these lanes in the first of the rows that lie at fixed distances.</param>
    private sealed record Loop(ILGenerator Il, LocalBuilder Offset, LocalBuilder Scratch)
    {
        /// <summary>What was read or computed, by node and vector.</summary>
        public Dictionary<(int Node, int Vector), LocalBuilder> Values { get; } = [];
    }
}
