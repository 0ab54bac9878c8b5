using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <content>Totals that run along an axis.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>The sum of all elements up to each one, along one axis.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <remarks>
    /// Added up one after another, so that rounding errors grow with the number of elements, unlike those of <see cref="Sum()"/>.
    /// VJP: the sum of the upstream gradient from each element on.
    /// </remarks>
    public Tensor<T> CumulativeSum(int axis = -1) => Run<RunningSum>("CumulativeSum", axis);

    /// <summary>The product of all elements up to each one, along one axis.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <remarks>VJP: for each element, the sum over the products that it is a factor of, without it, times their upstream gradients; nothing is divided, so that zeros do no harm.</remarks>
    public Tensor<T> CumulativeProduct(int axis = -1) => Run<RunningProduct>("CumulativeProduct", axis);

    /// <summary>ln Σ eˣ of all elements up to each one, along one axis, without overflow.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <remarks>VJP: for each element x, Σ e^(x − y) dy over the totals y that it is part of. An element −∞ adds nothing and gets 0.</remarks>
    public Tensor<T> LogCumulativeSumExp(int axis = -1) => Run<RunningLogSumExp>("LogCumulativeSumExp", axis);

    private Tensor<T> Run<TRunning>(string op, int axis) where TRunning : struct, IRunning
    {
        TensorTape<T> tape = OwnTape(op);
        int x = tape.Resolve(op, this);
        Shape shape = tape.ShapeOf(x);
        return tape.Record(RunningRule<TRunning, T>.Instance, shape, new(x), shape.NormalizeAxis(op, axis));
    }
}
