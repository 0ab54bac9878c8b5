namespace MicroGrad.Simd.Ops;

/// <summary>Marks an op that generic math asks of a number and no member of a tensor records.</summary>
internal interface INumberOp;
