using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Functional;

/// <summary>A function of tensors recorded at a point, for reverse sweeps.</summary>
/// <remarks>Disposing gives its buffers to the next one: what is left to the garbage collector costs it a full collection every few dozen calls.</remarks>
internal sealed class TensorLinearization<T> : IDisposable where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly string _op;
    private readonly TensorTape<T> _tape = new();
    private readonly Tensor<T>[] _x;
    private readonly Tensor<T> _y;

    public TensorLinearization(string op, Func<Tensor<T>[], Tensor<T>> f, (T[] Values, Shape Shape)[] x)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
        _op = $"Autodiff.{op}";
        foreach ((T[] values, _) in x) ArgumentNullException.ThrowIfNull(values, nameof(x));
        _x = Array.ConvertAll(x, input => _tape.Variable(input.Values, input.Shape));
        Tensor<T> y = f([.. _x]);
        _y = _tape.Handle(_tape.Resolve(_op, y));
    }

    public Shape Shape => _y.Shape;

    public T[] Output => _y.Data.ToArray();

    public T Scalar()
    {
        if (_y.Shape.ElementCount != 1) Throw.NotOneElement(_op, _y.Shape);
        return _y.Data[0];
    }

    public void Dispose() => _tape.Dispose();

    /// <returns>A gradient for each input.</returns>
    public T[][] Vjp(ReadOnlySpan<T> upstream)
    {
        if (upstream.Length != _y.Shape.ElementCount) Throw.LengthMismatch(_op, upstream.Length, _y.Shape);
        foreach (Tensor<T> x in _x) _tape.ClearGrad(x.Index);
        if (!_y.RequiresGrad) return Array.ConvertAll(_x, x => new T[x.Shape.ElementCount]);
        _y.Backward(upstream);
        return Array.ConvertAll(_x, x => x.Grad.ToArray());
    }
}
