namespace MicroGrad.Simd.Catalogue;

/// <summary>The inputs of an op that is measured: parameters, so that a step copies nothing.</summary>
public sealed class Bench : IDisposable
{
    private readonly List<Parameter<float>> _inputs = [];
    private int _next;

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

    public void Dispose() => Tape.Dispose();
}
