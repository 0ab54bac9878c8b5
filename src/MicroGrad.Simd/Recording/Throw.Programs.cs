namespace MicroGrad.Simd.Recording;

internal static partial class Throw
{
    [DoesNotReturn]
    public static void InputCount(string op, int given, int inputs) => throw new ArgumentException(
        $"{op}: the point to record at has {given} numbers, but the function has {inputs} inputs. Give one for each.");

    [DoesNotReturn]
    public static void RowLength(string what, int length, int rows, int scenarios) => throw new ArgumentException(
        $"ValueProgram.Evaluate: {what} holds {length} numbers. For {scenarios} scenarios it must hold {rows} rows of as many.");

    [DoesNotReturn]
    public static void RowsOverlap() => throw new ArgumentException(
        "ValueProgram.Evaluate: inputs, outputs and gradients share memory. Each must have its own.");

    [DoesNotReturn]
    public static void NoFunction(int broken, int scenarios) => throw new InvalidOperationException(
        $"ValueProgram.Evaluate: {broken} of {scenarios} scenarios take another branch than the recorded one, and the program was loaded without its function to compute them with. Their results are NaN; the others are right.");

    [DoesNotReturn]
    public static void OtherOutputCount(int given, int outputs) => throw new InvalidOperationException(
        $"ValueProgram.Evaluate: the function gave {given} results for a scenario, but {outputs} when it was recorded. It must always give as many.");
}
