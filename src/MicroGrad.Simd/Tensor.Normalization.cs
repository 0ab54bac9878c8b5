using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Norms along the last axis.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>(x − mean) / √(variance + ε) · gain + bias, with the mean and the variance of each row along the last axis.</summary>
    /// <param name="gain">One factor for each element of the last axis.</param>
    /// <param name="bias">One summand for each element of the last axis.</param>
    /// <param name="epsilon">ε, which keeps a row of equal numbers finite; 10⁻⁵ where it is left out.</param>
    /// <exception cref="ArgumentException">The tensor has no axis, or gain or bias has another shape than [last extent].</exception>
    /// <remarks>
    /// The variance is the mean square distance from the mean. Source: J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer Normalization", arXiv:1607.06450, 2016.
    /// </remarks>
    public Tensor<T> LayerNorm(Tensor<T> gain, Tensor<T> bias, T? epsilon = null)
    {
        const string op = "LayerNorm";
        TensorTape<T> tape = Owner as TensorTape<T> ?? TapeOf(op, gain, bias);
        Shape shape = tape.ShapeOf(op, this);
        RequireRow(op, "gain", tape.ShapeOf(op, gain), shape);
        RequireRow(op, "bias", tape.ShapeOf(op, bias), shape);
        int x = tape.Resolve(op, this), g = tape.Resolve(op, gain), b = tape.Resolve(op, bias);
        return tape.Record(LayerNormRule<T>.Instance, shape, new(x, g, b), number: epsilon ?? DefaultEpsilon);
    }

    /// <summary>x / √(mean x² + ε) · gain, with the mean square of each row along the last axis.</summary>
    /// <param name="gain">One factor for each element of the last axis.</param>
    /// <param name="epsilon">ε, which keeps a row of zeros finite; 10⁻⁵ where it is left out.</param>
    /// <exception cref="ArgumentException">The tensor has no axis, or gain has another shape than [last extent].</exception>
    /// <remarks>Source: B. Zhang and R. Sennrich, "Root Mean Square Layer Normalization", NeurIPS 2019.</remarks>
    public Tensor<T> RmsNorm(Tensor<T> gain, T? epsilon = null)
    {
        const string op = "RmsNorm";
        TensorTape<T> tape = TapeOf(op, this, gain);
        Shape shape = tape.ShapeOf(op, this);
        RequireRow(op, "gain", tape.ShapeOf(op, gain), shape);
        int x = tape.Resolve(op, this), g = tape.Resolve(op, gain);
        return tape.Record(RmsNormRule<T>.Instance, shape, new(x, g), number: epsilon ?? DefaultEpsilon);
    }

    private static T DefaultEpsilon => T.CreateChecked(1e-5);

    private static void RequireRow(string op, string what, in Shape row, in Shape shape)
    {
        if (shape.Rank == 0) Throw.NeedsAxis(op, shape);
        if (row.Rank != 1 || row[0] != shape[^1]) Throw.NotARow(op, what, row, shape);
    }
}
