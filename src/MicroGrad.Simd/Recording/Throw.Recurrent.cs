namespace MicroGrad.Simd.Recording;

/// <content>Recurrent cells.</content>
internal static partial class Throw
{
    [DoesNotReturn]
    public static void NotGates(string op, in Shape sums, int gates, in Shape state) => throw new ArgumentException(
        $"{op}: the gates' sums {sums} do not fit the state {state}. The state must be [rows, width] and the sums [rows, {gates} * width].");
}
