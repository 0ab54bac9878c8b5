namespace MicroGrad.Simd.Recording;

/// <content>User-defined ops.</content>
internal static partial class Throw
{
    [DoesNotReturn]
    public static void NoOperands(string op) => throw new ArgumentException(
        $"{op}: no operands were given. An op has at least one.");

    [DoesNotReturn]
    public static void NotDifferentiable(string op, int operand, in Shape shape) => throw new InvalidOperationException(
        $"{op}: operand {operand} {shape} wants a gradient, and the op has none for it. Pass it as a constant (Detach), or record in a NoGradient scope.");
}
