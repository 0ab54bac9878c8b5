namespace MicroGrad.Simd.Ops;

/// <summary>Marks an op whose result jumps where an operand passes some number: what it depends on must be rounded alike wherever it is computed.</summary>
internal interface IJumps;
