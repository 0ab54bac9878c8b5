namespace MicroGrad.Simd.Ops;

/// <summary>What every scalar op can say of itself.</summary>
internal interface IOp
{
    static abstract string Name { get; }

    static abstract int OperandCount { get; }
}
