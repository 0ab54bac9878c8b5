using MicroGrad.Simd.Programs;

namespace MicroGrad.Simd.Ops;

/// <summary>What every element-wise op can say of itself.</summary>
public interface IOp
{
    /// <summary>What messages and drawings call the op.</summary>
    static abstract string Name { get; }

    /// <summary>1 or 2; the interfaces of such ops say it.</summary>
    static abstract int OperandCount { get; }

    /// <summary>How many times as long as an addition it takes, roughly: long work is worth a second thread sooner.</summary>
    static virtual int Work => 1;

    /// <summary>The op as an instruction of a recorded program.</summary>
    internal static virtual LaneOp<T> Lanes<T>() where T : IFloatingPointIeee754<T> => throw new NotSupportedException("A program has no such instruction.");
}
