namespace MicroGrad.Simd.Kernels;

/// <summary>How a kernel reads an operand: lane by lane, or one number for all lanes.</summary>
internal interface IRow
{
    static abstract bool IsConstant { get; }
}

/// <summary>A number for each lane.</summary>
internal readonly struct EachLane : IRow
{
    public static bool IsConstant => false;
}

/// <summary>The first number for all lanes: it stays in a register.</summary>
internal readonly struct AllLanes : IRow
{
    public static bool IsConstant => true;
}
