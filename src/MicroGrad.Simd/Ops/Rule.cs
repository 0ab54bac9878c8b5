namespace MicroGrad.Simd.Ops;

/// <summary>How a tensor op computes its result and passes its upstream gradient on. One stateless instance serves every node.</summary>
internal abstract class Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public abstract string Name { get; }

    /// <summary>Fills the node's output.</summary>
    public abstract void Forward(INode<T> node);

    /// <summary>Adds the VJP to the gradient of every operand that wants one.</summary>
    public abstract void Backward(INode<T> node);
}
