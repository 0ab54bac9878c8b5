using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <summary>Records operations on tensors and sweeps them for gradients.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>
/// Results, gradients and scratch lie in buffers that the tape keeps over <see cref="Reset"/>, so a warm step allocates nothing.
/// <see cref="Dispose"/> gives them to the next tape; a tape that is never disposed is collected like any object.
/// A tape belongs to one thread at a time; tapes on different threads are independent.
/// </remarks>
public sealed partial class TensorTape<T> : INoGradient, IDisposable where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Arena<T> _arena = new();
    private readonly Arena<int> _integers = new();
    private readonly Dictionary<Parameter<T>, (uint Generation, int Index)> _tracked = [];
    private readonly NodeView _view;
    private Node<T>[] _nodes = new Node<T>[64];
    private int _count;
    private int _trackedNow;        // parameters tracked since the last reset
    private int _noGradientDepth;
    private bool _disposed;

    /// <summary>Makes an empty tape.</summary>
    public TensorTape() => _view = new NodeView(this);

    /// <summary>How many threads a large kernel may use: 1 for this thread alone, by default one for each processor. Results do not depend on it, bit for bit.</summary>
    /// <remarks>Small kernels always run on this thread. Workers are shared by all tapes and started when they are first needed.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>Tensors recorded since the tape was made or reset.</summary>
    public int Count => _count;

    internal uint Generation { get; private set; } = 1;

    /// <summary>Whether ops are recorded for a backward pass: not in a NoGradient scope.</summary>
    internal bool KeepsGradients => _noGradientDepth == 0;

    /// <summary>Records a copy of some numbers that have no gradient.</summary>
    /// <param name="values">Row-major.</param>
    /// <param name="shape">Its number of elements must be that of the values.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the shape's elements.</exception>
    public Tensor<T> Constant(ReadOnlySpan<T> values, Shape shape) => Leaf("Constant", values, shape, requiresGrad: false);

    /// <summary>Records one number, of rank 0, that has no gradient.</summary>
    public Tensor<T> Constant(T value) => Constant([value], Shape.Scalar);

    /// <summary>Records a copy of some numbers as a leaf with a gradient.</summary>
    /// <inheritdoc cref="Constant(ReadOnlySpan{T}, Shape)"/>
    public Tensor<T> Variable(ReadOnlySpan<T> values, Shape shape) => Leaf("Variable", values, shape, requiresGrad: true);

    /// <summary>Records one number, of rank 0, as a leaf with a gradient.</summary>
    public Tensor<T> Variable(T value) => Variable([value], Shape.Scalar);

    /// <summary>Records a parameter as a leaf. Its numbers are not copied, and its gradient goes to <see cref="Parameter{T}.Grad"/>.</summary>
    /// <remarks>An operator that meets a parameter beside a tensor of this tape does this by itself; a second call gives the same leaf.</remarks>
    public Tensor<T> Track(Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ThrowIfDisposed();
        return Handle(TrackIndex(parameter));
    }

    /// <summary>Opens a scope in which results have no gradient and nothing is kept for a backward pass.</summary>
    public NoGradientScope NoGradient()
    {
        _noGradientDepth++;
        return new NoGradientScope(this);
    }

    void INoGradient.EndNoGradient() => _noGradientDepth--;

    /// <summary>The parameters recorded since the last reset that <paramref name="root"/> does not depend on: its backward pass leaves their gradient as it is.</summary>
    public IReadOnlyList<Parameter<T>> Unreached(Tensor<T> root)
    {
        int last = Resolve("Unreached", root);
        var reached = new bool[_count];
        reached[last] = true;
        for (int i = last; i >= 0; i--)
        {
            ref readonly Node<T> node = ref _nodes[i];
            if (!reached[i] || node.Rule is null) continue;
            foreach (int operand in OperandsOf(in node))
                if (operand >= 0) reached[operand] = true;
        }

        var unreached = new List<Parameter<T>>();
        for (int i = 0; i < _count; i++)
            if (_nodes[i].Parameter is { } parameter && !reached[i]) unreached.Add(parameter);
        return unreached;
    }

    /// <summary>Forgets every tensor, in constant time. Handles from before throw when they are used; the buffers are kept for the next step.</summary>
    public void Reset()
    {
        _count = 0;
        _sweep = 0;
        _sweptCount = 0;
        _arena.Reset();
        _integers.Reset();
        _operandListLength = 0;
        Generation++;

        // Parameters of models that are no longer used must not live as long as the tape.
        if (_tracked.Count > 2 * _trackedNow) _tracked.Clear();
        _trackedNow = 0;
    }

    /// <summary>Gives the buffers to the next tape. Spans taken from this tape's tensors must not be used any more.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        Reset();
        _disposed = true;
        _arena.Release();
        _integers.Release();
    }

    /// <summary>The node that a handle stands for here; a parameter or a plain number is recorded on the way.</summary>
    internal int Resolve(string op, in Tensor<T> tensor)
    {
        ThrowIfDisposed();
        switch (tensor.Owner)
        {
            case TensorTape<T> tape:
                if (tape != this) Throw.MixedTapes(op);
                if (tensor.Generation != Generation) Throw.Stale(op, "tensor");
                return tensor.Index;
            case Parameter<T> parameter:
                return TrackIndex(parameter);
            default:
                return Constant(tensor.Number).Index;
        }
    }

    internal Shape ShapeOf(int index) => _nodes[index].Layout.Shape;

    /// <summary>The shape of what <see cref="Resolve"/> would give, checked as there, but recording nothing: an op that throws leaves the tape as it was.</summary>
    internal Shape ShapeOf(string op, in Tensor<T> tensor) => tensor.Owner switch
    {
        TensorTape<T> => ShapeOf(Resolve(op, tensor)),
        Parameter<T> parameter => parameter.Shape,
        _ => Shape.Scalar,
    };

    internal ref readonly Layout LayoutOf(int index) => ref _nodes[index].Layout;

    internal bool RequiresGrad(int index) => _nodes[index].RequiresGrad;

    /// <summary>The elements, row-major. A strided view is copied at the first call, and is contiguous from then on.</summary>
    internal Span<T> Elements(int index)
    {
        ref Node<T> node = ref _nodes[index];
        if (!node.Layout.IsContiguous)
        {
            Buffer<T> copy = _arena.Rent(node.Layout.Shape.ElementCount);
            Layout rowMajor = Layout.Contiguous(node.Layout.Shape);
            Transfer.Copy(node.Data.Span, node.Layout, copy.Span, rowMajor);
            node.Data = copy;
            node.Layout = rowMajor;
        }

        return node.Data.Span.Slice(node.Layout.Offset, node.Layout.Shape.ElementCount);
    }

    /// <summary>A tensor without gradient over the same elements.</summary>
    internal Tensor<T> Detach(int index)
    {
        Layout layout = _nodes[index].Layout;
        return Handle(Push(layout, _nodes[index].Data));
    }

    internal Tensor<T> Handle(int index) => new(this, index, Generation);

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
