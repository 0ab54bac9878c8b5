using MicroGrad.Simd.Programs;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Guards, and scenarios that break them.</content>
public sealed partial class ValueProgram<T>
{
    private T[]? _flags;
    private nint[]? _rows;
    private Retracer? _retracer;

    /// <summary>A sum of what is 0 where a guard holds.</summary>
    private int Broken()
    {
        int sum = 0;
        foreach (Guard guard in _trace.Guards)
        {
            int part = guard.Held ? _trace.Add(_trace.Ops.Subtract, _trace.Constant(T.One), guard.Test) : guard.Test;
            sum = sum == 0 ? part : _trace.Add(_trace.Ops.Add, sum, part);
        }

        return sum;
    }

    // Kept between evaluations; whoever finds them taken by another thread makes new ones.
    private T[] TakeFlags(int scenarios)
    {
        T[]? flags = Interlocked.Exchange(ref _flags, null);
        return flags is not null && flags.Length >= scenarios ? flags : new T[scenarios];
    }

    private nint[] TakeRows(int count)
    {
        nint[]? rows = Interlocked.Exchange(ref _rows, null);
        return rows is not null && rows.Length >= count ? rows : new nint[count];
    }

    private int Retrace(ReadOnlySpan<T> flags, ReadOnlySpan<T> inputs, Span<T> outputs, Span<T> gradients)
    {
        int count = 0;
        Retracer? retracer = null;
        for (int s = 0; s < flags.Length; s++)
        {
            if (flags[s] == T.Zero) continue;
            count++;
            if (_function is null)
            {
                for (int i = s; i < outputs.Length; i += flags.Length) outputs[i] = T.NaN;
                for (int i = s; i < gradients.Length; i += flags.Length) gradients[i] = T.NaN;
                continue;
            }

            retracer ??= Interlocked.Exchange(ref _retracer, null) ?? new(InputCount, OutputCount, GradientCount, _function);
            retracer.Run(s, flags.Length, inputs, outputs, gradients);
        }

        if (retracer is not null) _retracer = retracer;
        if (count > 0 && _function is null) Throw.NoFunction(count, flags.Length);
        return count;
    }

    /// <summary>Computes single scenarios on a tape.</summary>
    private sealed class Retracer(int inputCount, int outputCount, int gradientCount, Func<Value<T>[], Value<T>[]> function)
    {
        private readonly ValueTape<T> _tape = new();
        private readonly Value<T>[] _x = new Value<T>[inputCount];
        private readonly T[] _jacobian = new T[outputCount * gradientCount];

        public void Run(int scenario, int scenarios, ReadOnlySpan<T> inputs, Span<T> outputs, Span<T> gradients)
        {
            _tape.Reset();
            for (int i = 0; i < _x.Length; i++) _x[i] = _tape.Variable(inputs[i * scenarios + scenario]);
            var inputValues = _x.AsSpan(0, gradientCount).ToArray();
            Value<T>[] y = function(_x);
            if (y.Length != outputCount) Throw.OtherOutputCount(y.Length, outputCount);
            for (int k = 0; k < outputCount; k++) outputs[k * scenarios + scenario] = y[k].Data;
            if (gradients.IsEmpty) return;
            _tape.Jacobian(y, inputValues, _jacobian);
            for (int i = 0; i < _jacobian.Length; i++) gradients[i * scenarios + scenario] = _jacobian[i];
        }
    }
}
