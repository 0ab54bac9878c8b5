namespace MicroGrad.Simd.Programs;

/// <summary>Marks an instruction of three operands that reads a lane of each before it writes that lane, so that it may write over one.</summary>
internal interface IInPlace;
