using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Programs;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <summary>A function of scalars, recorded once and evaluated with its gradients over many scenarios at a time, in the lanes of vectors.</summary>
/// <remarks>
/// What was recorded is differentiated, simplified and laid out before the first evaluation: common subexpressions are computed once, and what
/// neither a result nor a gradient needs is left out. Nothing is compiled at run time. <see cref="Value{T}.Select"/>, <see cref="Value{T}.Max"/> and
/// <see cref="Value{T}.Min"/> choose for each scenario. A comparison that the function branches on becomes a guard: scenarios for which it
/// comes out otherwise are computed one by one with the function itself, and are as right. Rows may be evaluated from several threads.
/// A product and a sum that uses it may be one instruction, which rounds once, and polynomials are differentiated forward: values and gradients can differ
/// from a tape's in their last digits. What a comparison or another jump depends on is rounded as on a tape.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed partial class ValueProgram<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Func<Value<T>[], Value<T>[]>? _function;
    private readonly Trace<T> _trace;
    private readonly int[] _inputs, _outputs;
    private readonly int _broken; // the node that is not 0 where a guard does not hold; 0 for no guards
    private readonly Executor<T> _values;
    private readonly Lazy<Executor<T>> _gradients;
    private int _threads = WorkerPool.MaxThreads;

    private ValueProgram(ValueProgram<T> program, Func<Plan<T>, Plan<T>> rewrite)
    {
        (_function, _trace, _inputs, _outputs, _broken, _threads) = (program._function, program._trace, program._inputs, program._outputs, program._broken, program._threads);
        (InputCount, GradientCount, GuardCount) = (program.InputCount, program.GradientCount, program.GuardCount);
        _values = new(rewrite(program._values.Plan));
        _gradients = new(() => new(rewrite(program._gradients.Value.Plan)));
    }

    private ValueProgram(Trace<T> trace, int[] inputs, int[] outputs, int gradientCount, Func<Value<T>[], Value<T>[]>? function)
    {
        _trace = trace;
        _function = function;
        _inputs = inputs;
        _outputs = outputs;
        InputCount = inputs.Length;
        GradientCount = gradientCount;
        GuardCount = trace.Guards.Count;
        _broken = Broken();
        _values = new(new Plan<T>(trace, InputCount, [.. outputs, .. Flags]));
        _gradients = new(() =>
        {
            int[] gradients = [.. outputs.SelectMany(output => Adjoints.Of(trace, output, inputs.AsSpan(0, gradientCount)))];
            return new(new Plan<T>(trace, InputCount, [.. outputs, .. gradients, .. Flags]));
        });
    }

    /// <summary>How many inputs the function has.</summary>
    public int InputCount { get; }

    /// <summary>How many results the function has.</summary>
    public int OutputCount => _outputs.Length;

    /// <summary>By how many inputs, from the first on, the results are differentiated.</summary>
    public int GradientCount { get; }

    /// <summary>How many branches of the recorded function depend on inputs.</summary>
    public int GuardCount { get; }

    /// <summary>How many instructions the results take.</summary>
    public int InstructionCount => _values.Plan.Steps.Length;

    /// <summary>How many instructions the results and their gradients take.</summary>
    public int GradientInstructionCount => _gradients.Value.Plan.Steps.Length;

    /// <summary>On how many threads an evaluation may run, 1 or more; at first one for each processor. Results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Threads
    {
        get => _threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _threads = value;
        }
    }

    /// <summary>The same program with steps that do the same in another way.</summary>
    internal ValueProgram<T> Rewritten(Func<Plan<T>, Plan<T>> rewrite) => new(this, rewrite);

    internal Plan<T> Plan => _values.Plan;

    private int[] Flags => _broken == 0 ? [] : [_broken];

    /// <summary>Records a function with one result.</summary>
    /// <inheritdoc cref="Record(int, Func{Value{T}[], Value{T}[]}, int?, ReadOnlySpan{T})"/>
    public static ValueProgram<T> Record(int inputCount, Func<Value<T>[], Value<T>> function, int? gradientCount = null, ReadOnlySpan<T> at = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Record(inputCount, x => [function(x)], gradientCount, at);
    }

    /// <summary>Records a function.</summary>
    /// <param name="inputCount">How many inputs it has.</param>
    /// <param name="function">The function. It is called now, and again for every scenario that takes another branch: it must give the same for the same inputs.</param>
    /// <param name="gradientCount">By how many inputs, from the first on, to differentiate; all where it is left out.</param>
    /// <param name="at">The inputs to record it at, which decide the branches that are taken for usual; 1 for each where it is left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number of inputs.</exception>
    /// <exception cref="ArgumentException"><paramref name="at"/> has not as many numbers as there are inputs.</exception>
    /// <exception cref="InvalidOperationException">The function returns a value of another tape.</exception>
    public static ValueProgram<T> Record(int inputCount, Func<Value<T>[], Value<T>[]> function, int? gradientCount = null, ReadOnlySpan<T> at = default)
    {
        const string op = "ValueProgram.Record";
        ArgumentNullException.ThrowIfNull(function);
        ArgumentOutOfRangeException.ThrowIfNegative(inputCount);
        int differentiated = gradientCount ?? inputCount;
        ArgumentOutOfRangeException.ThrowIfNegative(differentiated, nameof(gradientCount));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(differentiated, inputCount, nameof(gradientCount));
        if (!at.IsEmpty && at.Length != inputCount) Throw.InputCount(op, at.Length, inputCount);

        var trace = new Trace<T>();
        var x = new Value<T>[inputCount];
        for (int i = 0; i < inputCount; i++) x[i] = trace.Input(i, at.IsEmpty ? T.One : at[i]);
        int[] inputs = Array.ConvertAll(x, trace.NodeOf);
        Value<T>[] y = function([.. x]);
        ArgumentNullException.ThrowIfNull(y, "function result");
        (trace, inputs, int[] outputs) = Compaction.Run(trace, inputs, Array.ConvertAll(y, value => trace.NodeOf(op, value)));
        return new(trace, inputs, outputs, differentiated, function);
    }

    /// <summary>Computes the results of many scenarios.</summary>
    /// <param name="inputs">A row for each input: input i of scenario s is at i · scenarios + s.</param>
    /// <param name="outputs">Receives a row for each result, likewise.</param>
    /// <returns>How many scenarios took another branch than the recorded one and were computed one by one.</returns>
    /// <exception cref="ArgumentException">The rows are not all of equal length.</exception>
    /// <exception cref="InvalidOperationException">A scenario takes another branch, and the program was loaded without its function: its results are NaN.</exception>
    public int Evaluate(ReadOnlySpan<T> inputs, Span<T> outputs) => Evaluate(_values, inputs, outputs, []);

    /// <summary>Computes the results of many scenarios and their gradients.</summary>
    /// <param name="inputs">A row for each input: input i of scenario s is at i · scenarios + s.</param>
    /// <param name="outputs">Receives a row for each result, likewise.</param>
    /// <param name="gradients">Receives a row for each result and differentiated input: that of result k by input i is row k · <see cref="GradientCount"/> + i.</param>
    /// <inheritdoc cref="Evaluate(ReadOnlySpan{T}, Span{T})"/>
    public int Evaluate(ReadOnlySpan<T> inputs, Span<T> outputs, Span<T> gradients)
    {
        int scenarios = OutputCount == 0 ? 0 : outputs.Length / OutputCount;
        if (gradients.Length != (long)scenarios * OutputCount * GradientCount) Throw.RowLength("gradients", gradients.Length, OutputCount * GradientCount, scenarios);
        return Evaluate(_gradients.Value, inputs, outputs, gradients);
    }

    private unsafe int Evaluate(Executor<T> executor, ReadOnlySpan<T> inputs, Span<T> outputs, Span<T> gradients)
    {
        if (OutputCount == 0) return 0;
        int scenarios = outputs.Length / OutputCount;
        if (outputs.Length != (long)scenarios * OutputCount) Throw.RowLength("outputs", outputs.Length, OutputCount, scenarios);
        if (inputs.Length != (long)scenarios * InputCount) Throw.RowLength("inputs", inputs.Length, InputCount, scenarios);
        if (scenarios == 0) return 0;
        if (inputs.Overlaps(outputs) || inputs.Overlaps(gradients) || outputs.Overlaps(gradients)) Throw.RowsOverlap();

        T[] flags = _broken == 0 ? [] : TakeFlags(scenarios);
        nint[] rows = TakeRows(executor.Plan.OutputCount);
        int broken = 0;
        fixed (T* y = outputs, dy = gradients, flag = flags)
        {
            for (int i = 0; i < executor.Plan.OutputCount; i++)
            {
                rows[i] = i < OutputCount ? (nint)(y + (nint)i * scenarios)
                    : i - OutputCount < gradients.Length / scenarios ? (nint)(dy + (nint)(i - OutputCount) * scenarios)
                    : (nint)flag;
            }

            executor.Run(inputs, rows, scenarios, _threads);
            if (_broken != 0) broken = Retrace(flags.AsSpan(0, scenarios), inputs, outputs, gradients);
        }

        _rows = rows;
        _flags = flags;
        return broken;
    }
}
