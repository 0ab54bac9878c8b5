namespace MicroGrad.Simd.Recording;

/// <content>Reductions.</content>
internal static partial class Throw
{
    [DoesNotReturn]
    public static void NegativeCorrection(string op, int correction) => throw new ArgumentOutOfRangeException(
        nameof(correction), $"{op}: the correction is {correction}. It must be at least 0.");

    [DoesNotReturn]
    public static void NormOrder(double order) => throw new ArgumentOutOfRangeException(
        nameof(order), $"Norm: the order is {order}. It must be above 0.");

    [DoesNotReturn]
    public static void EmptyNorm(in Shape shape) => throw new ArgumentException(
        $"Norm: shape {shape} has no elements along the reduced axes, and the norm of infinite order of nothing does not exist.");
}
