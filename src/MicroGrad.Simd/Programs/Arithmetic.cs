using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd.Programs;

/// <summary>The instructions that a program is simplified by.</summary>
internal sealed class Arithmetic<T> where T : IFloatingPointIeee754<T>
{
    public static readonly Arithmetic<T> Instance = new();

    public LaneOp<T> Add { get; } = VectorLaneOp2<Add, T>.Instance;

    public LaneOp<T> Subtract { get; } = VectorLaneOp2<Subtract, T>.Instance;

    public LaneOp<T> Multiply { get; } = VectorLaneOp2<Multiply, T>.Instance;

    public LaneOp<T> Divide { get; } = VectorLaneOp2<Divide, T>.Instance;

    public LaneOp<T> Negate { get; } = VectorLaneOp<Negate, T>.Instance;

    public LaneOp<T> MultiplyAdd { get; } = TernaryLaneOp<MultiplyAdd, T>.Instance;

    public LaneOp<T> SubtractProduct { get; } = TernaryLaneOp<SubtractProduct, T>.Instance;

    public LaneOp<T> MultiplySubtract { get; } = TernaryLaneOp<MultiplySubtract, T>.Instance;

    /// <summary>Whether an instruction is one of the four operations or a change of sign.</summary>
    public bool Contains(LaneOp<T> op) => op == Add || op == Subtract || op == Multiply || op == Divide || op == Negate;
}
