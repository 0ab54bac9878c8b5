namespace MicroGrad.Simd;

/// <summary>One use of a value by an operation in a <see cref="ComputationGraph"/>.</summary>
/// <param name="Parent">The id of the node that is used.</param>
/// <param name="Child">The id of the node whose operation uses it.</param>
/// <param name="Operand">The place among the operands, counted from 0.</param>
public readonly record struct ComputationEdge(int Parent, int Child, int Operand);
