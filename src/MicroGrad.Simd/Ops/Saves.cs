namespace MicroGrad.Simd.Ops;

/// <summary>What the backward pass of an op reads; anything else may hold rubbish by then.</summary>
[Flags]
public enum Saves
{
    /// <summary>Nothing: the slope is a constant.</summary>
    None = 0,

    /// <summary>The first operand.</summary>
    Left = 1,

    /// <summary>The second operand.</summary>
    Right = 2,

    /// <summary>The result.</summary>
    Output = 4,

    /// <summary>The operand of a unary op.</summary>
    Input = Left,
}
