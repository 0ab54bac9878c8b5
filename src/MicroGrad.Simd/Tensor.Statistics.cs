using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>Products, variances and norms: reductions whose gradient needs more than the extremes and sums do.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>The product over one axis, or over all elements. A product of nothing is 1.</summary>
    /// <param name="axis">Counted from 0, or from the end where negative; all axes where it is left out.</param>
    /// <param name="keepAxis">Leave the axes in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <remarks>VJP: the upstream gradient times the product of the other factors, without a division: right with zeros among them.</remarks>
    public Tensor<T> Product(int? axis = null, bool keepAxis = false) => Product(OneOrAll("Product", axis), keepAxis);

    /// <summary>The product over several axes. A product of nothing is 1.</summary>
    /// <param name="axes">Each counted from 0, or from the end where negative.</param>
    /// <param name="keepAxis">Leave the axes in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <remarks>VJP: the upstream gradient times the product of the other factors, without a division: right with zeros among them.</remarks>
    public Tensor<T> Product(ReadOnlySpan<int> axes, bool keepAxis = false) => Product(Axes("Product", axes), keepAxis);

    /// <summary>Σ (x − mean)² / (n − correction) over one axis, or over all elements.</summary>
    /// <param name="axis">Counted from 0, or from the end where negative; all axes where it is left out.</param>
    /// <param name="keepAxis">Leave the axes in place with extent 1, so that the result broadcasts back.</param>
    /// <param name="correction">1 for an estimate from a sample, 0 for the mean square distance of these very numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis, or the correction is negative.</exception>
    /// <remarks>Of no more than <paramref name="correction"/> elements it is NaN. VJP: 2 (x − mean) / (n − correction) times the upstream gradient.</remarks>
    public Tensor<T> Variance(int? axis = null, bool keepAxis = false, int correction = 1) =>
        Deviation("Variance", MomentRule<T>.Variance, OneOrAll("Variance", axis), keepAxis, correction);

    /// <summary>Σ (x − mean)² / (n − correction) over several axes.</summary>
    /// <param name="axes">Each counted from 0, or from the end where negative.</param>
    /// <param name="keepAxis">Leave the axes in place with extent 1, so that the result broadcasts back.</param>
    /// <param name="correction">1 for an estimate from a sample, 0 for the mean square distance of these very numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis, or the correction is negative.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <remarks>Of no more than <paramref name="correction"/> elements it is NaN. VJP: 2 (x − mean) / (n − correction) times the upstream gradient.</remarks>
    public Tensor<T> Variance(ReadOnlySpan<int> axes, bool keepAxis = false, int correction = 1) =>
        Deviation("Variance", MomentRule<T>.Variance, Axes("Variance", axes), keepAxis, correction);

    /// <summary>The root of the variance over one axis, or over all elements.</summary>
    /// <inheritdoc cref="Variance(int?, bool, int)" path="/param"/>
    /// <inheritdoc cref="Variance(int?, bool, int)" path="/exception"/>
    /// <remarks>VJP: (x − mean) / ((n − correction) y) times the upstream gradient; 0 where the elements are equal, and y is 0.</remarks>
    public Tensor<T> StandardDeviation(int? axis = null, bool keepAxis = false, int correction = 1) =>
        Deviation("StandardDeviation", MomentRule<T>.StandardDeviation, OneOrAll("StandardDeviation", axis), keepAxis, correction);

    /// <summary>The root of the variance over several axes.</summary>
    /// <inheritdoc cref="Variance(ReadOnlySpan{int}, bool, int)" path="/param"/>
    /// <inheritdoc cref="Variance(ReadOnlySpan{int}, bool, int)" path="/exception"/>
    /// <remarks>VJP: (x − mean) / ((n − correction) y) times the upstream gradient; 0 where the elements are equal, and y is 0.</remarks>
    public Tensor<T> StandardDeviation(ReadOnlySpan<int> axes, bool keepAxis = false, int correction = 1) =>
        Deviation("StandardDeviation", MomentRule<T>.StandardDeviation, Axes("StandardDeviation", axes), keepAxis, correction);

    /// <summary>The norm (Σ |x|ᵖ)^(1/p) over one axis, or over all elements, where p is the order; of order ∞, the largest |x|. Of nothing it is 0.</summary>
    /// <param name="order">Above 0: 1 for the sum of absolute values, 2 for the Euclidean length, <see cref="double.PositiveInfinity"/> for the maximum.</param>
    /// <param name="axis">Counted from 0, or from the end where negative; all axes where it is left out.</param>
    /// <param name="keepAxis">Leave the axes in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is not above 0, or the tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">The order is infinite and there are no elements along the axes.</exception>
    /// <remarks>
    /// Neither large nor small numbers overflow on the way, at the orders 2 and above. VJP: sign(x) (|x| / y)^(p − 1) times the upstream gradient, and 0
    /// where x or the norm is 0. At order ∞ the upstream gradient is split evenly between the elements that have the largest magnitude.
    /// </remarks>
    public Tensor<T> Norm(double order = 2, int? axis = null, bool keepAxis = false) => Norm(order, OneOrAll("Norm", axis), keepAxis);

    /// <summary>The norm (Σ |x|ᵖ)^(1/p) over several axes, where p is the order; of order ∞, the largest |x|. Of nothing it is 0.</summary>
    /// <param name="order">Above 0: 1 for the sum of absolute values, 2 for the Euclidean length, <see cref="double.PositiveInfinity"/> for the maximum.</param>
    /// <param name="axes">Each counted from 0, or from the end where negative.</param>
    /// <param name="keepAxis">Leave the axes in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is not above 0, or the tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice, or the order is infinite and there are no elements along the axes.</exception>
    /// <inheritdoc cref="Norm(double, int?, bool)" path="/remarks"/>
    public Tensor<T> Norm(double order, ReadOnlySpan<int> axes, bool keepAxis = false) => Norm(order, Axes("Norm", axes), keepAxis);

    private Tensor<T> Product(AxisSet axes, bool keepAxis) =>
        ReduceRows("Product", ProductRule<T>.Instance, axes, keepAxis, (int)axes.AsLast(Shape).Bits);

    private Tensor<T> Deviation(string op, Rule<T> rule, AxisSet axes, bool keepAxis, int correction)
    {
        if (correction < 0) Throw.NegativeCorrection(op, correction);
        int count = axes.Count(Shape);
        return ReduceRows(op, rule, axes, keepAxis, count, T.CreateChecked(Math.Max(0, count - correction)));
    }

    private Tensor<T> Norm(double order, AxisSet axes, bool keepAxis)
    {
        if (!(order > 0)) Throw.NormOrder(order);
        int count = axes.Count(Shape);
        if (count == 0 && double.IsInfinity(order)) Throw.EmptyNorm(Shape);
        return order switch
        {
            1 => Abs().Sum(axes, keepAxis),
            2 => ReduceRows("Norm", MomentRule<T>.Norm, axes, keepAxis, count, T.One),
            double.PositiveInfinity => Abs().Max(axes, keepAxis),
            _ => ReduceRows("Norm", PowerNormRule<T>.Instance, axes, keepAxis, count, T.CreateChecked(order)),
        };
    }
}
