using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>Reductions.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>The sum over all elements; the result has rank 0.</summary>
    /// <remarks>VJP: the upstream gradient, broadcast along the axes.</remarks>
    public Tensor<T> Sum() => Sum(All("Sum"), keepAxis: false);

    /// <summary>The sum over one axis.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="keepAxis">Leave the axis in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    public Tensor<T> Sum(int axis, bool keepAxis = false) => Sum([axis], keepAxis);

    /// <summary>The sum over several axes.</summary>
    /// <param name="axes">Each counted from 0, or from the end where negative.</param>
    /// <param name="keepAxis">Leave the axes in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    public Tensor<T> Sum(ReadOnlySpan<int> axes, bool keepAxis = false) => Sum(Axes("Sum", axes), keepAxis);

    /// <summary>The arithmetic mean over all elements; the result has rank 0. A mean of nothing is NaN.</summary>
    /// <remarks>VJP: the upstream gradient, divided by the number of elements and broadcast along the axes.</remarks>
    public Tensor<T> Mean() => Mean(All("Mean"), keepAxis: false);

    /// <summary>The arithmetic mean over one axis. A mean of nothing is NaN.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="keepAxis">Leave the axis in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    public Tensor<T> Mean(int axis, bool keepAxis = false) => Mean([axis], keepAxis);

    /// <summary>The arithmetic mean over several axes. A mean of nothing is NaN.</summary>
    /// <param name="axes">Each counted from 0, or from the end where negative.</param>
    /// <param name="keepAxis">Leave the axes in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    public Tensor<T> Mean(ReadOnlySpan<int> axes, bool keepAxis = false) => Mean(Axes("Mean", axes), keepAxis);

    /// <summary>The maximum over all elements; the result has rank 0. NaN wins, and 0 is above −0.</summary>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    /// <remarks>VJP: the upstream gradient, split evenly between the elements that equal the maximum.</remarks>
    public Tensor<T> Max() => Max(All("Max"), keepAxis: false);

    /// <summary>The maximum over one axis. NaN wins, and 0 is above −0.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="keepAxis">Leave the axis in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">The axis has extent 0.</exception>
    public Tensor<T> Max(int axis, bool keepAxis = false) => Max([axis], keepAxis);

    /// <summary>The maximum over several axes. NaN wins, and 0 is above −0.</summary>
    /// <param name="axes">Each counted from 0, or from the end where negative.</param>
    /// <param name="keepAxis">Leave the axes in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice or has extent 0.</exception>
    public Tensor<T> Max(ReadOnlySpan<int> axes, bool keepAxis = false) => Max(Axes("Max", axes), keepAxis);

    /// <summary>The minimum over all elements; the result has rank 0. NaN wins, and 0 is above −0.</summary>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    /// <remarks>VJP: the upstream gradient, split evenly between the elements that equal the minimum.</remarks>
    public Tensor<T> Min() => Min(All("Min"), keepAxis: false);

    /// <summary>The minimum over one axis. NaN wins, and 0 is above −0.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="keepAxis">Leave the axis in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">The axis has extent 0.</exception>
    public Tensor<T> Min(int axis, bool keepAxis = false) => Min([axis], keepAxis);

    /// <summary>The minimum over several axes. NaN wins, and 0 is above −0.</summary>
    /// <param name="axes">Each counted from 0, or from the end where negative.</param>
    /// <param name="keepAxis">Leave the axes in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice or has extent 0.</exception>
    public Tensor<T> Min(ReadOnlySpan<int> axes, bool keepAxis = false) => Min(Axes("Min", axes), keepAxis);

    private Tensor<T> Sum(AxisSet axes, bool keepAxis) => Reduce("Sum", SumRule<T>.Instance, axes, keepAxis);

    private Tensor<T> Mean(AxisSet axes, bool keepAxis) => Reduce("Mean", SumRule<T>.Instance, axes, keepAxis) / T.CreateChecked(axes.Count(Shape));

    private Tensor<T> Max(AxisSet axes, bool keepAxis) => Extreme<Greatest>("Max", axes, keepAxis);

    private Tensor<T> Min(AxisSet axes, bool keepAxis) => Extreme<Least>("Min", axes, keepAxis);

    private Tensor<T> Extreme<TExtreme>(string op, AxisSet axes, bool keepAxis) where TExtreme : struct, IExtreme
    {
        Shape shape = Shape;
        if (axes.Count(shape) == 0) Throw.EmptyExtreme(op, shape);
        return Reduce(op, ExtremeRule<TExtreme, T>.Instance, axes, keepAxis);
    }

    private Tensor<T> Reduce(string op, Rule<T> rule, AxisSet axes, bool keepAxis)
    {
        TensorTape<T> tape = OwnTape(op);
        int x = tape.Resolve(op, this);
        Shape from = tape.ShapeOf(x);
        return tape.Record(rule, keepAxis ? axes.Keep(from) : axes.Drop(from), new(x), argument: (int)axes.Bits);
    }

    /// <summary>Reduces over trailing axes, which the axes are made by a view: for a rule that reads an operand row by row.</summary>
    private Tensor<T> ReduceRows(string op, Rule<T> rule, AxisSet axes, bool keepAxis, int argument, T number = default)
    {
        TensorTape<T> tape = OwnTape(op);
        Shape from = tape.ShapeOf(op, this);
        PerAxis order = axes.Last(from, out bool moved);
        Tensor<T> rows = moved ? Permute(((ReadOnlySpan<int>)order)[..from.Rank]) : this;
        Shape shape = keepAxis ? axes.Keep(from) : axes.Drop(from);
        return tape.Record(rule, shape, new(tape.Resolve(op, rows)), argument, number: number);
    }

    private AxisSet All(string op) => AxisSet.All(OwnTape(op).ShapeOf(OwnTape(op).Resolve(op, this)));

    private AxisSet OneOrAll(string op, int? axis) => axis is { } one ? Axes(op, [one]) : All(op);

    private AxisSet Axes(string op, ReadOnlySpan<int> axes) => AxisSet.Create(op, OwnTape(op).ShapeOf(OwnTape(op).Resolve(op, this)), axes);
}
