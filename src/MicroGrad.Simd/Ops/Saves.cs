namespace MicroGrad.Simd.Ops;

/// <summary>What the backward pass of an op reads; anything else may hold rubbish by then.</summary>
[Flags]
internal enum Saves
{
    None = 0,
    Left = 1,
    Right = 2,
    Output = 4,

    /// <summary>The operand of a unary op.</summary>
    Input = Left,
}
