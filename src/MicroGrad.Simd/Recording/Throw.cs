namespace MicroGrad.Simd.Recording;

/// <summary>Every error of the recording layer, out of line so that the fast paths stay small.</summary>
internal static partial class Throw
{
    [DoesNotReturn]
    public static void RuleOfFirstOrder() => throw new NotSupportedException(
        "Autodiff.Rule: the rule's slopes are plain numbers, whose own derivatives are unknown. For derivatives of second order write the rule as an IUnaryOp or IBinaryOp.");

    [DoesNotReturn]
    public static void DirectionLength(string op, string what, int length, int count, string counted) => throw new ArgumentException(
        $"{op}: the {what} has {length} numbers for {count} {counted}. It must have one for each.");

    [DoesNotReturn]
    public static void Traced(string op) => throw new InvalidOperationException(
        $"{op}: a program is being recorded, which has no gradients before it runs. Differentiate inside it with a tape of its own, of ValueTape<Value<T>>.");

    [DoesNotReturn]
    public static void JacobianLength(int outputs, int inputs, int length) => throw new ArgumentException(
        $"Jacobian: {outputs} outputs and {inputs} inputs have {(long)outputs * inputs} derivatives, but the span holds {length} elements. It must hold as many.");

    [DoesNotReturn]
    public static void DotLengths(int a, int b) => throw new ArgumentException($"Dot: the spans hold {a} and {b} values. They must be of equal length.");

    [DoesNotReturn]
    public static void EmptyClamp(object? min, object? max) => throw new ArgumentException($"Clamp: the bounds are {min} and {max}. The first must not be above the second.");

    [DoesNotReturn]
    public static void Stale(string op, string what) => throw new InvalidOperationException(
        $"{op}: the {what} was recorded before its tape's last Reset. Record it again after Reset, or reset later.");

    [DoesNotReturn]
    public static void Rewound(string op) => throw new InvalidOperationException(
        $"{op}: the value was recorded after a mark that its tape was since rewound to. Record it again, or rewind later.");

    [DoesNotReturn]
    public static void MarkDropped() => throw new InvalidOperationException(
        "RewindTo: the mark was taken before its tape's last Reset, after a mark that the tape was since rewound to, or on another tape. Take it again with Mark.");

    [DoesNotReturn]
    public static void MixedTapes(string op) => throw new InvalidOperationException(
        $"{op}: the operands belong to different tapes. Record both on one tape, or pass one of them as a constant (Detach, Data).");

    [DoesNotReturn]
    public static void Constant(string op, object? data) => throw new InvalidOperationException(
        $"{op}: the value {data} is a constant and has no gradient. Make it with ValueTape.Variable, or compute it from a variable.");

    [DoesNotReturn]
    public static void NoBackwardYet(string op, bool never) => throw new InvalidOperationException(never
        ? $"{op}: no backward pass has run since the tape's last Reset. Call Backward on the result first."
        : $"{op}: this was recorded after the latest backward pass. Call Backward again first.");

    [DoesNotReturn]
    public static void ForeignResult(string op, object? data) => throw new InvalidOperationException(
        $"{op}: the function's result {data} is a value of another tape. It must be computed from the values that the function is given.");

    [DoesNotReturn]
    public static void TapeFull(int capacity) => throw new InvalidOperationException(
        $"The tape holds {capacity} nodes, the most that one array can. Reset it between steps.");

    [DoesNotReturn]
    public static void NoGradient(string op, in Shape shape) => throw new InvalidOperationException(
        $"{op}: the tensor {shape} has no gradient: it depends on no variable and no parameter, or was recorded in a NoGradient scope.");

    [DoesNotReturn]
    public static void NotOneElement(string op, in Shape shape) => throw new InvalidOperationException(
        $"{op}: the tensor {shape} has {shape.ElementCount} elements, not one. Reduce it first (Sum, Mean), or give Backward an upstream gradient.");

    [DoesNotReturn]
    public static void NoTape(string op) => throw new InvalidOperationException(
        $"{op}: no operand is on a tape. Bind a parameter with TensorTape.Track, or a number with TensorTape.Constant.");

    [DoesNotReturn]
    public static void ClassCount(string op, int classes, in Shape logits) => throw new ArgumentException(
        $"{op}: {classes} classes were given for logits {logits}. There must be one for each row, {logits.Leading(logits.Rank - 1).ElementCount}.");

    [DoesNotReturn]
    public static void NoSuchClass(string op, ReadOnlySpan<int> classes, int row, in Shape logits) => throw new ArgumentOutOfRangeException(
        nameof(classes), $"{op}: class {classes[row]} of row {row} is outside logits {logits}. A class must lie in [0, {logits[^1]}).");

    [DoesNotReturn]
    public static void TargetShape(in Shape targets, in Shape logits) => throw new ArgumentException(
        $"LogitCrossEntropy: targets {targets} do not fit logits {logits}. Both must have the same shape.");

    [DoesNotReturn]
    public static void NeedsAxis(string op, in Shape shape) => throw new ArgumentException(
        $"{op}: the tensor {shape} has no axis. At least one axis is needed.");

    [DoesNotReturn]
    public static void NoOperationsKept(string op) => throw new InvalidOperationException(
        $"{op}: the tape kept no operations. Make it with new ValueTape<T>(keepOperations: true) to draw its graph.");
}
