using MicroGrad.Simd.Programs;

namespace MicroGrad.Simd.Numerics;

/// <summary>A yes-or-no question about one or two numbers, as a type: a recorded program asks it again of every scenario.</summary>
internal interface ITest
{
    /// <summary>As it is written between two operands, or before one.</summary>
    static abstract string Name { get; }

    static abstract bool Holds<T>(T a, T b) where T : IFloatingPointIeee754<T>;

    /// <summary>The test as an instruction that gives 1 or 0.</summary>
    static abstract LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T>;
}
