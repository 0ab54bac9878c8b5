namespace MicroGrad.Simd.Ops;

/// <summary>What every scalar op can say of itself.</summary>
internal interface IOp
{
    static abstract string Name { get; }

    static abstract int OperandCount { get; }

    /// <summary>How many times as long as an addition it takes, roughly: long work is worth a second thread sooner.</summary>
    static virtual int Work => 1;
}
