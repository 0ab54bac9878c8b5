using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Functional;

/// <summary>Functions recorded at a point, for sweeps in both directions.</summary>
internal sealed class Linearization<T> where T : IFloatingPointIeee754<T>
{
    // A reverse sweep takes eight results at once, in about twice the time of a forward one for one input.
    private const int OutputsPerForwardSweep = 4;

    // A function of so few operations takes no more time than its buffers do, and a tape's first ones are 1024 nodes long.
    private const int Few = 48;

    private readonly string _op;
    private readonly ValueTape<T> _tape;
    private readonly Value<T>[] _x, _y;

    private Linearization(string op, ValueTape<T> tape, Value<T>[] x, Value<T>[] y)
    {
        _op = $"Autodiff.{op}";
        (_tape, _x, _y) = (tape, x, y);
        foreach (Value<T> value in y)
            if (!value.IsConstant && value.OwnTape(_op) != tape) Throw.MixedTapes(_op);
        Outputs = Array.ConvertAll(y, value => value.Number);
    }

    public T[] Outputs { get; }

    public static Linearization<T> Of(string op, Func<Value<T>, Value<T>> f, T x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Of(op, values => [f(values[0])], [x]);
    }

    public static Linearization<T> Of(string op, Func<Value<T>[], Value<T>> f, ReadOnlySpan<T> x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Of(op, values => [f(values)], x);
    }

    public static Linearization<T> Of(string op, Func<Value<T>[], Value<T>[]> f, ReadOnlySpan<T> x)
    {
        ArgumentNullException.ThrowIfNull(f);
        var tape = new ValueTape<T>();
        tape.Reserve(x.Length + Few);
        var values = new Value<T>[x.Length];
        for (int i = 0; i < x.Length; i++) values[i] = tape.Variable(x[i]);
        Value<T>[] y = f([.. values]);
        ArgumentNullException.ThrowIfNull(y, "function result");
        return new(op, tape, values, y);
    }

    public T[] Vjp(T[] upstream)
    {
        ArgumentNullException.ThrowIfNull(upstream);
        if (upstream.Length != _y.Length) Throw.DirectionLength(_op, "upstream gradient", upstream.Length, _y.Length, "results");
        var gradient = new T[_x.Length];
        _tape.Vjp(_y, upstream, _x, gradient);
        return gradient;
    }

    public T[] Jvp(ReadOnlySpan<T> direction)
    {
        if (direction.Length != _x.Length) Throw.DirectionLength(_op, "direction", direction.Length, _x.Length, "inputs");
        var tangents = new T[_y.Length];
        _tape.Jvp(_x, direction, _y, tangents);
        return tangents;
    }

    public T[,] Jacobian()
    {
        var jacobian = new T[_y.Length, _x.Length];
        if (_x.Length * OutputsPerForwardSweep < _y.Length)
        {
            var direction = new T[_x.Length];
            for (int i = 0; i < _x.Length; i++)
            {
                Array.Fill(direction, T.Zero);
                direction[i] = T.One;
                T[] column = Jvp(direction);
                for (int k = 0; k < column.Length; k++) jacobian[k, i] = column[k];
            }
        }
        else
        {
            var rows = new T[jacobian.Length];
            _tape.Jacobian(_y, _x, rows);
            for (int i = 0; i < rows.Length; i++) jacobian[i / _x.Length, i % _x.Length] = rows[i];
        }

        return jacobian;
    }
}
