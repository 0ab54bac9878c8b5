using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>Parts of a tensor by index, without a copy.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>The part that places and ranges take, without a copy: <c>x[0, ^1, 1..^1, AxisIndex.Every(2)]</c>.</summary>
    /// <param name="indices">One for each axis from the first on; axes at the end without one are taken whole. A place takes its axis away.</param>
    /// <exception cref="ArgumentException">There are more places and ranges than axes, two ellipses, or too many new axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place or a range reaches outside its axis.</exception>
    /// <remarks>VJP: the upstream gradient, put back where its elements were taken.</remarks>
    [IndexerName("Part")] // Item is the element of a tensor that has just one
    public Tensor<T> this[params ReadOnlySpan<AxisIndex> indices]
    {
        get
        {
            TensorTape<T> tape = OwnTape("Tensor[]");
            int x = tape.Resolve("Tensor[]", this);
            Layout grad = Indexing.Apply(Layout.Contiguous(tape.ShapeOf(x)), indices);
            return tape.RecordView(ViewRule<T>.Slice, Indexing.Apply(tape.LayoutOf(x), indices), grad, x);
        }
    }

    /// <summary>The elements of one axis in reverse, without a copy.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    public Tensor<T> Flip(int axis) => Flip([axis]);

    /// <summary>The elements of several axes in reverse, without a copy.</summary>
    /// <param name="axes">Each counted from 0, or from the end where negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    public Tensor<T> Flip(ReadOnlySpan<int> axes)
    {
        TensorTape<T> tape = OwnTape("Flip");
        int x = tape.Resolve("Flip", this);
        AxisSet flipped = AxisSet.Create("Flip", tape.ShapeOf(x), axes);
        return tape.RecordView(ViewRule<T>.Flip, tape.LayoutOf(x).Flip(flipped), Layout.Contiguous(tape.ShapeOf(x)).Flip(flipped), x);
    }
}
