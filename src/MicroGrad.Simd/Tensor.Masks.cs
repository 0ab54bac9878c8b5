using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <content>Comparisons, and choices by them. All broadcast as NumPy does.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>Where a is below b. NaN is below nothing, and nothing is below it.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Mask<T> operator <(Tensor<T> a, Tensor<T> b) => Compare<Less>(a, b);

    /// <summary>Where a is above b. NaN is above nothing, and nothing is above it.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Mask<T> operator >(Tensor<T> a, Tensor<T> b) => Compare<Less>(b, a);

    /// <summary>Where a is at most b; false for NaN.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Mask<T> operator <=(Tensor<T> a, Tensor<T> b) => Compare<LessOrEqual>(a, b);

    /// <summary>Where a is at least b; false for NaN.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Mask<T> operator >=(Tensor<T> a, Tensor<T> b) => Compare<LessOrEqual>(b, a);

    /// <summary>Where the elements are equal; false for NaN.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Mask<T> EqualTo(Tensor<T> other) => Compare<Equal>(this, other);

    /// <summary>Where the elements differ; true for NaN.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Mask<T> NotEqualTo(Tensor<T> other) => Compare<NotEqual>(this, other);

    /// <summary>The elements of <paramref name="whereTrue"/> where the mask is true, and of <paramref name="whereFalse"/> elsewhere.</summary>
    /// <param name="mask">On the tape of the others.</param>
    /// <param name="whereTrue">A tensor, a parameter or a number.</param>
    /// <param name="whereFalse">Likewise.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    /// <remarks>VJP: the upstream gradient goes to the element that was chosen, and none to the other, even where that is NaN or infinite.</remarks>
    public static Tensor<T> Where(Mask<T> mask, Tensor<T> whereTrue, Tensor<T> whereFalse)
    {
        const string op = "Where";
        Tensor<T> bits = mask.ToTensor();
        TensorTape<T> tape = bits.OwnTape(op);
        Shape shape = Shape.Broadcast(op, tape.ShapeOf(op, whereTrue), tape.ShapeOf(op, whereFalse));
        shape = Shape.Broadcast(op, tape.ShapeOf(op, bits), shape);
        int a = tape.Resolve(op, whereTrue), b = tape.Resolve(op, whereFalse);
        return tape.Record(SelectRule<T>.Instance, shape, new(tape.Resolve(op, bits), a, b));
    }

    private static Mask<T> Compare<TOp>(in Tensor<T> a, in Tensor<T> b) where TOp : struct, IBinaryOp<TOp>, IComparison
    {
        using (TapeOf(TOp.Name, a, b).NoGradient()) return new(Record<TOp>(a, b));
    }
}
