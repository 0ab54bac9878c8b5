using MicroGrad.Simd.Functional;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <summary>Compares the gradients of a backward pass with central differences.</summary>
/// <remarks>
/// The differences are extrapolated to step 0 (Richardson's extrapolation as arranged by C. J. F. Ridders, "Accurate computation of F'(x) and
/// F'(x)F''(x)", Advances in Engineering Software 4 (1982) 75–76) and agree with a right gradient to about ten digits where the function is
/// smooth over steps from max(1, |x|) / 128 downwards: an input of much smaller scale wants to be rescaled. At a kink they give the mean of
/// both sides' slopes, which no convention for the kink needs to equal: check elsewhere.
/// <para>The function is called many times. It must give the same result for the same inputs, and use no other tape.</para>
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks the gradient of a function of scalars.</summary>
    /// <param name="f">The function, of as many values as <paramref name="at"/> holds.</param>
    /// <param name="at">Where to check; finite.</param>
    /// <exception cref="ArgumentException">There is no input, or one is not finite.</exception>
    /// <exception cref="InvalidOperationException">The function returns a value of another tape.</exception>
    public static GradientReport Compare(Func<Value<double>[], Value<double>> f, params ReadOnlySpan<double> at)
    {
        ArgumentNullException.ThrowIfNull(f);
        if (at.IsEmpty) throw new ArgumentException("GradientCheck: there is no input. Give the point at which to check.", nameof(at));
        ThrowIfNotFinite(at, "input");

        var tape = new ValueTape<double>();
        var x = new Value<double>[at.Length];
        for (int i = 0; i < x.Length; i++) x[i] = tape.Variable(at[i]);
        Value<double> y = f([.. x]);
        if (!y.IsConstant)
        {
            if (y.OwnTape("GradientCheck") != tape) Throw.MixedTapes("GradientCheck");
            y.Backward();
        }

        double[] point = at.ToArray();
        double Evaluate() => f([.. point]).Data;

        var entries = new GradientEntry[x.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            int operand = i;
            double numeric = CentralDifference.At((low, high) => Shifted(Evaluate, point, operand, high) - Shifted(Evaluate, point, operand, low), point[i]);
            entries[i] = new GradientEntry(i, 0, y.IsConstant ? 0 : x[i].Grad, numeric);
        }

        return new GradientReport(entries);
    }

    /// <summary>Checks the gradient of a function of tensors.</summary>
    /// <param name="f">
    /// The function, of as many tensors as there are <paramref name="leaves"/>. Its result may have any shape: the gradient is that of the
    /// result itself where it has one element, and else of its product with a fixed pseudo-random upstream gradient.
    /// </param>
    /// <param name="leaves">Where to check: the elements of each input, row-major and finite, and its shape.</param>
    /// <exception cref="ArgumentException">There is no input, an input is not finite, or it has more or fewer elements than its shape.</exception>
    /// <exception cref="InvalidOperationException">The function returns a tensor of another tape, or one whose shape changes with the inputs' values.</exception>
    /// <remarks>A parameter that the function uses is a constant here, but its gradient is added to as by any backward pass.</remarks>
    public static GradientReport Compare(Func<Tensor<double>[], Tensor<double>> f, params (double[] Values, Shape Shape)[] leaves)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(leaves);
        if (leaves.Length == 0) throw new ArgumentException("GradientCheck: there is no input. Give the point at which to check.", nameof(leaves));
        for (int operand = 0; operand < leaves.Length; operand++)
        {
            (double[] values, Shape shape) = leaves[operand];
            ArgumentNullException.ThrowIfNull(values, $"leaves[{operand}]");
            if (values.Length != shape.ElementCount) Throw.LengthMismatch($"GradientCheck, input {operand}", values.Length, shape);
            ThrowIfNotFinite(values, $"input {operand}, element");
        }

        var function = new TensorFunction(f, leaves);
        double[][] grads = function.Gradients();
        var entries = new List<GradientEntry>();
        for (int operand = 0; operand < leaves.Length; operand++)
        {
            double[] point = function.Point[operand];
            for (int i = 0; i < point.Length; i++)
            {
                int index = i;
                double numeric = CentralDifference.At(
                    (low, high) => function.Contract(Shifted(function.Evaluate, point, index, high), Shifted(function.Evaluate, point, index, low)), point[i]);
                entries.Add(new GradientEntry(operand, i, grads[operand][i], numeric));
            }
        }

        return new GradientReport([.. entries]);
    }

    /// <summary>The function's result with one element of the point set elsewhere for the moment.</summary>
    private static TResult Shifted<TResult>(Func<TResult> evaluate, double[] point, int index, double value)
    {
        double kept = point[index];
        point[index] = value;
        TResult result = evaluate();
        point[index] = kept;
        return result;
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<double> values, string what)
    {
        for (int i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i])) throw new ArgumentException($"GradientCheck: {what} {i} is {values[i]}. A gradient can be checked at finite inputs only.");
    }
}
