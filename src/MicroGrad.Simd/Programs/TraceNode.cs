namespace MicroGrad.Simd.Programs;

/// <summary>An input, a constant, or an op with its operands, by their places in the trace.</summary>
/// <param name="Op">Null for an input or a constant.</param>
/// <param name="A">The first operand; of an input, its number.</param>
/// <param name="B">The second operand.</param>
/// <param name="C">The third operand.</param>
/// <param name="D">The fourth operand.</param>
/// <param name="IsInput">Whether it is an input.</param>
/// <param name="Data">Its number at the point where it was recorded.</param>
internal readonly record struct TraceNode<T>(LaneOp<T>? Op, int A, int B, int C, int D, bool IsInput, T Data) where T : IFloatingPointIeee754<T>
{
    public bool IsConstant => Op is null && !IsInput;

    public int OperandCount => Op?.OperandCount ?? 0;

    public int Operand(int number) => number switch { 0 => A, 1 => B, 2 => C, _ => D };

    /// <summary>The same with operands at other places.</summary>
    /// <param name="places">For each node where it is now.</param>
    public TraceNode<T> At(int[] places) => Op is null ? this : this with { A = places[A], B = places[B], C = places[C], D = places[D] };
}

/// <summary>A test that a branch of the recorded program depends on.</summary>
/// <param name="Test">The node that is 1 where it holds and else 0.</param>
/// <param name="Held">Whether it held where it was recorded.</param>
internal readonly record struct Guard(int Test, bool Held);
