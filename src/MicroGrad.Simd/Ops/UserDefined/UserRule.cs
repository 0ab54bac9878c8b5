namespace MicroGrad.Simd.Ops;

/// <summary>A user's op as a rule.</summary>
internal sealed class UserRule<T>(TensorOp<T> op) : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public override string Name => op.Name;

    public override void Forward(INode<T> node) => op.Forward(new ForwardPass<T>(node));

    public override void Backward(INode<T> node) => op.AddVjp(new BackwardPass<T>(node));
}
