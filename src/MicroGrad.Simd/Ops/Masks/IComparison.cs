namespace MicroGrad.Simd.Ops;

/// <summary>Marks an op of two operands that yields 1 for true and 0 for false, and so is no function to be differentiated: it is recorded without gradient.</summary>
internal interface IComparison : IJumps;
