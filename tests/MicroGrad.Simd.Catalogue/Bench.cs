namespace MicroGrad.Simd.Catalogue;

/// <summary>The inputs of an op that is measured: parameters, so that a step copies nothing.</summary>
public sealed class Bench : IDisposable
{
    private readonly List<Parameter<float>> _inputs = [];
    private int _next;
    private float[] _upstream = [];

    public TensorTape<float> Tape { get; } = new();

    /// <summary>Begins a step: the same inputs again.</summary>
    public void Reset()
    {
        Tape.Reset();
        _next = 0;
    }

    /// <summary>An input of numbers from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public Tensor<float> Tensor(Shape shape, float low = -2, float high = 2)
    {
        if (_next == _inputs.Count)
        {
            var random = new Random(_next);
            var numbers = new float[shape.ElementCount];
            for (int i = 0; i < numbers.Length; i++) numbers[i] = low + (high - low) * random.NextSingle();
            _inputs.Add(new Parameter<float>($"input {_next}", shape, numbers));
        }

        return Tape.Track(_inputs[_next++]);
    }

    /// <summary>The op alone.</summary>
    public float Forward(OpRow<double> row)
    {
        Reset();
        using (Tape.NoGradient()) return First(row.Speed(this));
    }

    /// <summary>The op, and its gradient for a pseudo-random upstream gradient, which adds to that of the inputs.</summary>
    public float ForwardAndBackward(OpRow<double> row)
    {
        Reset();
        Tensor<float> y = row.Speed(this);
        int length = y.Shape.ElementCount;
        if (_upstream.Length != length)
        {
            var random = new Random(1);
            _upstream = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
        }

        if (y.RequiresGrad) y.Backward(_upstream);
        return First(y);
    }

    private static float First(Tensor<float> y) => y.Shape.ElementCount == 0 ? 0 : y.Data[0];

    public void Dispose() => Tape.Dispose();
}
