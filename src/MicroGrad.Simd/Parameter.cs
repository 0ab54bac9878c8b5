using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <summary>Numbers to be learned: they outlive every tape, and <c>Backward</c> adds their gradient to <see cref="Grad"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>
/// Used as an operand beside a <c>Tensor</c>, a parameter is bound to that tensor's tape. Tapes on several threads may read one parameter
/// at once; backward passes on several threads at once into the same parameter are a race.
/// </remarks>
public sealed class Parameter<T> where T : IFloatingPointIeee754<T>
{
    private static int _made;   // by all threads; its place within a page goes by it

    /// <summary>Makes a parameter of zeros.</summary>
    public Parameter(string name, Shape shape)
    {
        Name = name;
        Shape = shape;
        Layout = Layout.Contiguous(shape);
        int place = Interlocked.Increment(ref _made);
        DataBuffer = Buffer<T>.Allocate(shape.ElementCount, place);
        GradBuffer = Buffer<T>.Allocate(shape.ElementCount, place + 1);
        Data.Clear();
        Grad.Clear();
    }

    /// <summary>Makes a parameter with the given values, row-major.</summary>
    /// <exception cref="ArgumentException">The number of values is not that of the shape's elements.</exception>
    public Parameter(string name, Shape shape, ReadOnlySpan<T> values) : this(name, shape)
    {
        if (values.Length != shape.ElementCount) Throw.LengthMismatch("Parameter", values.Length, shape);
        values.CopyTo(Data);
    }

    /// <summary>A name for messages, graphs and checkpoints.</summary>
    public string Name { get; }

    /// <summary>The extents.</summary>
    public Shape Shape { get; }

    /// <summary>The values, row-major; writing here changes the parameter.</summary>
    /// <remarks>Do not write between a forward pass and its <c>Backward</c>, which reads the values again.</remarks>
    public Span<T> Data => DataBuffer.Span;

    /// <summary>The accumulated gradient, row-major.</summary>
    public Span<T> Grad => GradBuffer.Span;

    internal Layout Layout { get; }

    internal Buffer<T> DataBuffer { get; }

    internal Buffer<T> GradBuffer { get; }

    /// <summary>Sets the gradient to 0.</summary>
    public void ZeroGrad() => Grad.Clear();

    /// <summary>The name and the shape.</summary>
    public override string ToString() => $"{Name} {Shape}";
}
