using System.Collections.Immutable;

namespace MicroGrad.Simd;

/// <summary>One value of a <see cref="ComputationGraph"/>: what made it, what it holds, and its gradient.</summary>
public sealed class ComputationNode
{
    internal const string Leaf = "leaf";
    internal const string Constant = "constant";

    internal ComputationNode(int id, string op, string data, string? grad = null, string? label = null, params ReadOnlySpan<int> parents)
    {
        Id = id;
        Op = op;
        Data = data;
        Grad = grad;
        Label = label;
        Parents = [.. parents];
    }

    /// <summary>Gets the number that names this node in edges; unique within its graph.</summary>
    public int Id { get; }

    /// <summary>Gets the name of the operation, such as "+" or "relu"; "leaf" for a variable and "constant" for a constant.</summary>
    public string Op { get; }

    /// <summary>Gets the name the caller gave to this value, if any.</summary>
    public string? Label { get; }

    /// <summary>Gets the value as text, in the invariant culture.</summary>
    public string Data { get; }

    /// <summary>Gets the gradient as text, or <see langword="null"/> when the node has none.</summary>
    public string? Grad { get; }

    /// <summary>Gets the ids of the operands, in operand order; a value used twice is listed twice.</summary>
    public ImmutableArray<int> Parents { get; }

    /// <summary>Gets a value indicating whether the node is a leaf or a constant, made by no operation.</summary>
    public bool IsSource => Parents.IsEmpty;

    internal bool IsConstant => IsSource && Op == Constant;

    // Only where swapping the operands would change the result does a drawing have to say which is which.
    internal bool OperandOrderMatters => Parents.Length > 1 && Op is not ("+" or "*" or "×" or "max" or "min");
}
