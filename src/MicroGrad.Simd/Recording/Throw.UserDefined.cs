namespace MicroGrad.Simd.Recording;

/// <content>User-defined ops.</content>
internal static partial class Throw
{
    [DoesNotReturn]
    public static void OperandCount(string op, int count, int most) => throw new ArgumentException(
        $"{op}: {count} operands were given. An op has at least 1 and at most {most}.");

    [DoesNotReturn]
    public static void NotDifferentiable(string op, int operand, in Shape shape) => throw new InvalidOperationException(
        $"{op}: operand {operand} {shape} wants a gradient, and the op has none for it. Pass it as a constant (Detach), or record in a NoGradient scope.");
}
