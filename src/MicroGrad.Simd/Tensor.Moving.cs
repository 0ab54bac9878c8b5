using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>Copies with elements moved or left out.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>The elements moved along an axis; those that leave at the end come back at the start.</summary>
    /// <param name="shift">How far; a negative one moves towards the start.</param>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    public Tensor<T> Roll(int shift, int axis) => Roll([shift], [axis]);

    /// <summary>The elements moved along several axes; those that leave at the end come back at the start.</summary>
    /// <param name="shifts">How far along each of the axes; a negative one moves towards the start.</param>
    /// <param name="axes">Each counted from 0, or from the end where negative. An axis may be named again; the shifts add up.</param>
    /// <exception cref="ArgumentException">There is not one shift for each axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <remarks>VJP: the upstream gradient, moved back.</remarks>
    public Tensor<T> Roll(ReadOnlySpan<int> shifts, ReadOnlySpan<int> axes)
    {
        TensorTape<T> tape = OwnTape("Roll");
        int x = tape.Resolve("Roll", this);
        Shape shape = tape.ShapeOf(x);
        if (shifts.Length != axes.Length) Throw.ShiftCount(shifts, axes);
        PerAxis places = default;
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = shape.NormalizeAxis("Roll", axes[i]);
            long extent = Math.Max(1, shape.Extents[axis]), place = (places[axis] + shifts[i]) % extent;
            places[axis] = (int)(place < 0 ? place + extent : place);
        }

        return tape.Record(RollRule<T>.Instance, shape, new(x), integers: tape.Keep(((ReadOnlySpan<int>)places)[..shape.Rank]));
    }

    /// <summary>A matrix, or every one of a batch, with 0 above a diagonal.</summary>
    /// <param name="diagonal">The last one kept: 0 is the main diagonal, 1 the one to the right of it, −1 the one below.</param>
    /// <exception cref="ArgumentException">The tensor has fewer than two axes.</exception>
    /// <remarks>What is 0 does not depend on what stood there, NaN included. VJP: the upstream gradient, likewise with 0 above the diagonal.</remarks>
    public Tensor<T> LowerTriangle(int diagonal = 0) => Triangle("LowerTriangle", TriangleRule<T>.Lower, diagonal);

    /// <summary>A matrix, or every one of a batch, with 0 below a diagonal.</summary>
    /// <param name="diagonal">The first one kept: 0 is the main diagonal, 1 the one to the right of it, −1 the one below.</param>
    /// <exception cref="ArgumentException">The tensor has fewer than two axes.</exception>
    /// <remarks>What is 0 does not depend on what stood there, NaN included. VJP: the upstream gradient, likewise with 0 below the diagonal.</remarks>
    public Tensor<T> UpperTriangle(int diagonal = 0) => Triangle("UpperTriangle", TriangleRule<T>.Upper, diagonal);

    /// <summary>Square matrices with the elements of the last axis on a diagonal, and 0 beside it.</summary>
    /// <param name="offset">0 is the main diagonal, 1 the one to the right of it, −1 the one below; the matrices grow by as much.</param>
    /// <exception cref="ArgumentException">The tensor has no axis, or as many as are supported.</exception>
    /// <remarks>VJP: the diagonal of the upstream gradient.</remarks>
    public Tensor<T> DiagonalEmbed(int offset = 0)
    {
        TensorTape<T> tape = OwnTape("DiagonalEmbed");
        int x = tape.Resolve("DiagonalEmbed", this);
        Shape shape = tape.ShapeOf(x);
        if (shape.Rank == 0) Throw.NeedsAxis("DiagonalEmbed", shape);
        int side = checked(shape[^1] + Math.Abs(offset));
        Shape matrices = shape.WithLast(side).Insert("DiagonalEmbed", -1, side);
        Layout places = Layout.Contiguous(matrices).Diagonal(matrices.Rank - 2, matrices.Rank - 1, offset);
        return tape.Record(PlaceRule<T>.Diagonal, matrices, new(x), integers: tape.KeepPlaces(places));
    }

    private Tensor<T> Triangle(string op, TriangleRule<T> rule, int diagonal)
    {
        TensorTape<T> tape = OwnTape(op);
        int x = tape.Resolve(op, this);
        Shape shape = tape.ShapeOf(x);
        if (shape.Rank < 2) Throw.NeedsMatrix(op, shape);
        return tape.Record(rule, shape, new(x), argument: diagonal);
    }
}
