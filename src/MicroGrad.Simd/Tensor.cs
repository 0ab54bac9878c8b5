using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <summary>An N-D array whose operations are recorded: a handle to a node of a <see cref="TensorTape{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>
/// Row-major. A <see cref="Parameter{T}"/> and a plain number convert to a tensor that is on no tape yet, and join the tape of the other
/// operand. Using a tensor after its tape was reset, or together with a tensor of another tape, throws <see cref="InvalidOperationException"/>.
/// </remarks>
public readonly partial struct Tensor<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    internal Tensor(TensorTape<T> tape, int index, uint generation)
    {
        Owner = tape;
        Index = index;
        Generation = generation;
    }

    private Tensor(Parameter<T> parameter) => Owner = parameter;

    private Tensor(T number) => Number = number;

    /// <summary>The extents.</summary>
    public Shape Shape => Owner switch
    {
        TensorTape<T> tape => tape.ShapeOf("Tensor.Shape", this),
        Parameter<T> parameter => parameter.Shape,
        _ => Shape.Scalar,
    };

    /// <summary>The elements, row-major. The span lives until the tape is reset.</summary>
    /// <exception cref="InvalidOperationException">The tape was reset, or the tensor is a plain number on no tape (use <see cref="Item"/>).</exception>
    public ReadOnlySpan<T> Data
    {
        get
        {
            if (Owner is Parameter<T> parameter) return parameter.Data;
            TensorTape<T> tape = OwnTape("Tensor.Data");
            return tape.Elements(tape.Resolve("Tensor.Data", this));
        }
    }

    /// <summary>The gradient, row-major: for a variable or a parameter the sum over backward passes, for any other tensor the latest one's.</summary>
    /// <exception cref="InvalidOperationException">The tensor has no gradient, its tape was reset, or no backward pass has run since it was recorded.</exception>
    public ReadOnlySpan<T> Grad
    {
        get
        {
            if (Owner is Parameter<T> parameter) return parameter.Grad;
            TensorTape<T> tape = OwnTape("Tensor.Grad");
            return tape.GradOf(tape.Resolve("Tensor.Grad", this));
        }
    }

    /// <summary>The element of a tensor that has just one.</summary>
    /// <exception cref="InvalidOperationException">The tensor has none or several.</exception>
    public T Item
    {
        get
        {
            if (Owner is null) return Number;
            ReadOnlySpan<T> data = Data;
            if (data.Length != 1) Throw.NotOneElement("Tensor.Item", Shape);
            return data[0];
        }
    }

    /// <summary>The tape that the tensor is on, for recording constants beside it.</summary>
    /// <exception cref="InvalidOperationException">It is a parameter or a plain number that is on no tape yet.</exception>
    public TensorTape<T> Tape => OwnTape("Tensor.Tape");

    /// <summary>Whether a backward pass can give this tensor a gradient.</summary>
    public bool RequiresGrad => Owner switch
    {
        TensorTape<T> tape => tape.RequiresGrad(tape.Resolve("Tensor.RequiresGrad", this)),
        Parameter<T> => true,
        _ => false,
    };

    internal object? Owner { get; }

    internal int Index { get; }

    internal uint Generation { get; }

    /// <summary>The value of a plain number that is on no tape.</summary>
    internal T Number { get; }

    /// <summary>Sweeps the tape from this tensor, which has one element, with upstream gradient 1.</summary>
    /// <exception cref="InvalidOperationException">The tensor has several elements, has no gradient, or its tape was reset.</exception>
    public void Backward()
    {
        TensorTape<T> tape = OwnTape("Backward");
        int root = tape.Resolve("Backward", this);
        if (tape.ShapeOf(root).ElementCount != 1) Throw.NotOneElement("Backward", tape.ShapeOf(root));
        tape.Backward(root, [T.One]);
    }

    /// <summary>Sweeps the tape from this tensor.</summary>
    /// <param name="upstream">The gradient of whatever is differentiated with respect to this tensor, row-major, as long as <see cref="Data"/>.</param>
    /// <exception cref="ArgumentException">The upstream gradient has another length than the tensor.</exception>
    /// <exception cref="InvalidOperationException">The tensor has no gradient, or its tape was reset.</exception>
    public void Backward(ReadOnlySpan<T> upstream)
    {
        TensorTape<T> tape = OwnTape("Backward");
        tape.Backward(tape.Resolve("Backward", this), upstream);
    }

    /// <summary>The same elements without gradient: nothing flows back through the result.</summary>
    public Tensor<T> Detach()
    {
        TensorTape<T> tape = OwnTape("Detach");
        return tape.Detach(tape.Resolve("Detach", this));
    }

    /// <summary>A plain number, which joins the tape of the other operand.</summary>
    public static implicit operator Tensor<T>(T value) => new(value);

    /// <summary>A parameter, which is tracked by the tape of the other operand.</summary>
    public static implicit operator Tensor<T>(Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return new(parameter);
    }

    /// <summary>The shape, and the element of a tensor that has just one.</summary>
    public override string ToString() => Shape.ElementCount == 1 ? $"Tensor {Shape} = {Item}" : $"Tensor {Shape}";

    private TensorTape<T> OwnTape(string op)
    {
        if (Owner is not TensorTape<T> tape)
        {
            Throw.NoTape(op);
            return null!;
        }

        return tape;
    }

    private static TensorTape<T> TapeOf(string op, in Tensor<T> a, in Tensor<T> b) => a.Owner as TensorTape<T> ?? b.OwnTape(op);

    private Tensor<T> Record<TOp>() where TOp : struct, IUnaryOp<TOp>
    {
        TensorTape<T> tape = OwnTape(TOp.Name);
        int x = tape.Resolve(TOp.Name, this);
        return tape.Record(UnaryRule<TOp, T>.Instance, tape.ShapeOf(x), new(x));
    }

    private static Tensor<T> Record<TOp>(in Tensor<T> left, in Tensor<T> right) where TOp : struct, IBinaryOp<TOp>
    {
        TensorTape<T> tape = TapeOf(TOp.Name, left, right);
        Shape shape = Shape.Broadcast(TOp.Name, tape.ShapeOf(TOp.Name, left), tape.ShapeOf(TOp.Name, right));
        int a = tape.Resolve(TOp.Name, left), b = tape.Resolve(TOp.Name, right);
        return tape.Record(BinaryRule<TOp, T>.Instance, shape, new(a, b));
    }
}
