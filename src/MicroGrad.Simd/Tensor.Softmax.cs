using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>Softmax and the losses that need its shift by the maximum to be stable.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>e^x / Σ e^x along one axis: positive numbers that sum to 1.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    public Tensor<T> Softmax(int axis = -1) => AlongLastAxis("Softmax", SoftmaxRule<T>.Instance, axis);

    /// <summary>x − ln Σ e^x along one axis: the logarithm of <see cref="Softmax"/>, without its underflow.</summary>
    /// <inheritdoc cref="Softmax"/>
    public Tensor<T> LogSoftmax(int axis = -1) => AlongLastAxis("LogSoftmax", LogSoftmaxRule<T>.Instance, axis);

    /// <summary>ln Σ e^x over all elements, without overflow; the result has rank 0. A sum of nothing gives −∞.</summary>
    /// <remarks>VJP: the upstream gradient times the softmax along the axes.</remarks>
    public Tensor<T> LogSumExp() => LogSumExp(All("LogSumExp"), keepAxis: false);

    /// <summary>ln Σ e^x over one axis, without overflow. A sum of nothing gives −∞.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="keepAxis">Leave the axis in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    public Tensor<T> LogSumExp(int axis, bool keepAxis = false) => LogSumExp([axis], keepAxis);

    /// <summary>ln Σ e^x over several axes, without overflow. A sum of nothing gives −∞.</summary>
    /// <param name="axes">Each counted from 0, or from the end where negative.</param>
    /// <param name="keepAxis">Leave the axes in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    public Tensor<T> LogSumExp(ReadOnlySpan<int> axes, bool keepAxis = false) => LogSumExp(Axes("LogSumExp", axes), keepAxis);

    /// <summary>−ln softmax(row) at the class of each row: one number for each row, in the shape without the last axis.</summary>
    /// <param name="classes">One for each row (all axes but the last, row-major), from 0 to the last extent − 1, or <paramref name="ignored"/>.</param>
    /// <param name="ignored">The class of rows that are left out: their result is 0, and no gradient flows to them.</param>
    /// <exception cref="ArgumentException">There are more or fewer classes than rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is outside the last axis.</exception>
    /// <remarks>VJP: (softmax − one-hot), each row times its upstream gradient.</remarks>
    public Tensor<T> RowCrossEntropy(ReadOnlySpan<int> classes, int? ignored = null)
    {
        TensorTape<T> tape = OwnTape("RowCrossEntropy");
        int x = tape.Resolve("RowCrossEntropy", this);
        Shape shape = tape.ShapeOf(x);
        ThrowIfNotClasses("RowCrossEntropy", classes, shape, ignored);
        Buffer<int> kept = tape.Keep(classes);
        if (ignored.HasValue) kept.Span.Replace(ignored.Value, -1);
        return tape.Record(RowCrossEntropyRule<T>.Instance, shape.Leading(shape.Rank - 1), new(x), integers: kept);
    }

    /// <summary>The mean over rows of −ln softmax(row) at the row's class.</summary>
    /// <param name="classes">One for each row (all axes but the last, row-major), from 0 to the last extent − 1.</param>
    /// <exception cref="ArgumentException">There are more or fewer classes than rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is outside the last axis.</exception>
    /// <remarks>VJP: (softmax − one-hot) / rows, times the upstream gradient.</remarks>
    public Tensor<T> LogitCrossEntropy(ReadOnlySpan<int> classes)
    {
        TensorTape<T> tape = OwnTape("LogitCrossEntropy");
        int x = tape.Resolve("LogitCrossEntropy", this);
        Shape shape = tape.ShapeOf(x);
        ThrowIfNotClasses("LogitCrossEntropy", classes, shape, ignored: null);
        return tape.Record(LogitCrossEntropyRule<T>.Instance, Shape.Scalar, new(x), integers: tape.Keep(classes));
    }

    /// <summary>The mean over rows of −Σ target · ln softmax(row): one-hot or soft targets.</summary>
    /// <param name="targets">As the logits' shape. A gradient flows to them too, if they want one.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Tensor<T> LogitCrossEntropy(Tensor<T> targets)
    {
        const string op = "LogitCrossEntropy";
        TensorTape<T> tape = TapeOf(op, this, targets);
        Shape shape = tape.ShapeOf(op, this), targetShape = tape.ShapeOf(op, targets);
        if (shape.Rank == 0) Throw.NeedsAxis(op, shape);
        if (shape != targetShape) Throw.TargetShape(targetShape, shape);
        int rows = shape.ElementCount / Math.Max(1, shape[^1]);
        return (targets * tape.Handle(tape.Resolve(op, this)).LogSoftmax()).Sum() / -T.CreateChecked(rows);
    }

    private static void ThrowIfNotClasses(string op, ReadOnlySpan<int> classes, in Shape shape, int? ignored)
    {
        if (shape.Rank == 0) Throw.NeedsAxis(op, shape);
        if (classes.Length != shape.Leading(shape.Rank - 1).ElementCount) Throw.ClassCount(op, classes.Length, shape);
        for (int row = 0; row < classes.Length; row++)
            if ((uint)classes[row] >= (uint)shape[^1] && classes[row] != ignored) Throw.NoSuchClass(op, classes, row, shape);
    }

    private Tensor<T> LogSumExp(AxisSet axes, bool keepAxis) =>
        ReduceRows("LogSumExp", LogSumExpRule<T>.Instance, axes, keepAxis, axes.Count(Shape));

    private Tensor<T> AlongLastAxis(string op, Rule<T> rule, int axis)
    {
        TensorTape<T> tape = OwnTape(op);
        Shape shape = tape.ShapeOf(op, this);
        int normalized = shape.NormalizeAxis(op, axis), last = shape.Rank - 1;
        if (normalized != last) return Transpose(normalized, last).AlongLastAxis(op, rule, last).Transpose(normalized, last);
        return tape.Record(rule, shape, new(tape.Resolve(op, this)));
    }
}
