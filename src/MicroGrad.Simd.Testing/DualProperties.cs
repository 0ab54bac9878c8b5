using FsCheck;

namespace MicroGrad.Simd.Testing;

/// <summary>Properties of a function over tensors of duals, for FsCheck: exact derivatives along a direction, of the function and of its gradient.</summary>
public static class DualProperties
{
    /// <summary>
    /// A function over duals has the values of the same function over doubles; its tangents are the derivatives that the backward pass implies, ⟨u, J v⟩ = ⟨Jᵀ u, v⟩;
    /// and a backward pass over duals gives the gradient, with the Hessian-vector product for its tangents, as central differences of the gradient find it.
    /// </summary>
    /// <param name="function">Takes its inputs from the draw; any shape may come out.</param>
    /// <param name="overDuals">The same function over duals.</param>
    /// <param name="tolerance">The largest relative error of second derivatives; the rest holds to ten digits.</param>
    public static Property Hold(Func<Draw, Tensor<double>> function, Func<Draw<Dual<double>>, Tensor<Dual<double>>> overDuals, double tolerance = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(overDuals);
        return GradientProperties.ForAll(one => Replay(function, overDuals, one, tolerance));
    }

    /// <summary>Checks one case, such as the one that a failed property names.</summary>
    /// <inheritdoc cref="Hold"/>
    /// <param name="function">Takes its inputs from the draw; any shape may come out.</param>
    /// <param name="overDuals">The same function over duals.</param>
    /// <param name="case">The case.</param>
    /// <param name="tolerance">The largest relative error of second derivatives.</param>
    /// <exception cref="InvalidOperationException">A derivative is wrong, or the function throws; the message shows the inputs.</exception>
    public static void Replay(Func<Draw, Tensor<double>> function, Func<Draw<Dual<double>>, Tensor<Dual<double>>> overDuals, GradientCase @case, double tolerance = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(overDuals);
        GradientProperties.Run(@case, (draw, inputs) =>
        {
            function(draw);
            try
            {
                new DualCase(function, overDuals, @case, inputs.Made).Check(tolerance);
            }
            catch (NotSupportedException)
            {
                // It says so, and gives no wrong derivative.
            }
        });
    }
}
