using MicroGrad.Simd.Functional;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <summary>Compares the gradients of a backward pass with central differences.</summary>
/// <remarks>
/// The differences are extrapolated to step 0 (Richardson's extrapolation as arranged by C. J. F. Ridders, "Accurate computation of F'(x) and
/// F'(x)F''(x)", Advances in Engineering Software 4 (1982) 75–76) and agree with a right gradient to about ten digits where the function is
/// smooth over steps from max(1, |x|) / 128 downwards: an input of much smaller scale wants to be rescaled.
/// <para>
/// Where the slopes on either side do not meet, at a kink or a jump, the entry says so and counts as right as long as the gradient is no further
/// from their mean than they are from one another. That is seen from values of the function alone, at steps from 1/128 to 4e-9 of max(1, |x|).
/// </para>
/// <para>
/// With more than <see cref="GradientCheckOptions.MostEntries"/> elements the derivatives along <see cref="GradientCheckOptions.Directions"/>
/// pseudo-random directions are compared instead, each of which moves every element. Should one of them meet a kink, as many elements as
/// MostEntries says, evenly spaced, are compared, and of the directions only those that meet kinks are listed: along the others the kinks of
/// several elements may have cancelled.
/// </para>
/// <para>The tape's buffers hold NaN at first, so that an op of your own that reads what it has not written is found out.</para>
/// <para>The function is called many times. It must give the same result for the same inputs, and use no other tape.</para>
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks the gradient of a function of scalars.</summary>
    /// <param name="f">The function, of as many values as <paramref name="at"/> holds.</param>
    /// <param name="at">Where to check; finite.</param>
    /// <exception cref="ArgumentException">There is no input, or one is not finite.</exception>
    /// <exception cref="InvalidOperationException">The function returns a value of another tape.</exception>
    public static GradientReport Compare(Func<Value<double>[], Value<double>> f, params ReadOnlySpan<double> at) => Compare(f, GradientCheckOptions.Default, at);

    /// <summary>Checks the gradient of a function of scalars.</summary>
    /// <param name="f">The function, of as many values as <paramref name="at"/> holds.</param>
    /// <param name="options">How to look.</param>
    /// <param name="at">Where to check; finite.</param>
    /// <exception cref="ArgumentException">There is no input, one is not finite, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The function returns a value of another tape.</exception>
    public static GradientReport Compare(Func<Value<double>[], Value<double>> f, GradientCheckOptions options, params ReadOnlySpan<double> at)
    {
        ArgumentNullException.ThrowIfNull(f);
        if (at.IsEmpty) throw new ArgumentException("GradientCheck: there is no input. Give the point at which to check.", nameof(at));
        ThrowIfNotFinite(at, "input");
        return Compare(new ScalarFunction(f, at.ToArray()), options);
    }

    /// <summary>Checks the gradient of a function of tensors.</summary>
    /// <inheritdoc cref="Compare(Func{Tensor{double}[], Tensor{double}}, GradientCheckOptions, ValueTuple{double[], Shape}[])"/>
    public static GradientReport Compare(Func<Tensor<double>[], Tensor<double>> f, params (double[] Values, Shape Shape)[] leaves) =>
        Compare(f, GradientCheckOptions.Default, leaves);

    /// <summary>Checks the gradient of a function of tensors.</summary>
    /// <param name="f">
    /// The function, of as many tensors as there are <paramref name="leaves"/>. Its result may have any shape: the gradient is that of the
    /// result itself where it has one element, and else of its product with a fixed pseudo-random upstream gradient.
    /// </param>
    /// <param name="options">How to look.</param>
    /// <param name="leaves">Where to check: the elements of each input, row-major and finite, and its shape.</param>
    /// <exception cref="ArgumentException">
    /// There is no input, an input is not finite, it has more or fewer elements than its shape, or an option is out of range.
    /// </exception>
    /// <exception cref="InvalidOperationException">The function returns a tensor of another tape, or one whose shape changes with the inputs' values.</exception>
    /// <remarks>A parameter that the function uses is a constant here, but its gradient is added to as by any backward pass.</remarks>
    public static GradientReport Compare(
        Func<Tensor<double>[], Tensor<double>> f, GradientCheckOptions options, params (double[] Values, Shape Shape)[] leaves)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(leaves);
        if (leaves.Length == 0) throw new ArgumentException("GradientCheck: there is no input. Give the point at which to check.", nameof(leaves));
        for (int operand = 0; operand < leaves.Length; operand++)
        {
            (double[] values, Shape shape) = leaves[operand];
            ArgumentNullException.ThrowIfNull(values, $"leaves[{operand}]");
            if (values.Length != shape.ElementCount) Throw.LengthMismatch($"GradientCheck, input {operand}", values.Length, shape);
            ThrowIfNotFinite(values, $"input {operand}, element");
        }

        using var function = new TensorFunction(f, leaves, options.Seed);
        return Compare(function, options);
    }

    private static GradientReport Compare(CheckedFunction function, GradientCheckOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var comparison = new Comparison(function, options.Accuracy);
        int count = function.Point.Length;
        if (count <= options.MostEntries) return new GradientReport([.. Enumerable.Range(0, count).Select(comparison.Element)]);

        GradientEntry[] directions = [.. Enumerable.Range(0, options.Directions).Select(number => comparison.Direction(number, options.Seed))];
        if (!Array.Exists(directions, entry => entry.IsKink)) return new GradientReport(directions);
        var spaced = Enumerable.Range(0, options.MostEntries).Select(i => comparison.Element((int)((long)i * count / options.MostEntries)));
        return new GradientReport([.. directions.Where(entry => entry.IsKink), .. spaced]);
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<double> values, string what)
    {
        for (int i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i])) throw new ArgumentException($"GradientCheck: {what} {i} is {values[i]}. A gradient can be checked at finite inputs only.");
    }
}
