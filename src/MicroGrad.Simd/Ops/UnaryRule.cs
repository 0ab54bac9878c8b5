namespace MicroGrad.Simd.Ops;

/// <summary>An element-wise op of one operand as a tensor rule.</summary>
internal sealed class UnaryRule<TOp, T> : Rule<T>
    where TOp : struct, IUnaryOp<TOp>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly UnaryRule<TOp, T> Instance = new();

    public override string Name => TOp.Name;

    public override void Forward(INode<T> node)
    {
        Span<T> y = node.Output;
        var x = new Operand<T>(node, 0, tile: 0);
        int piece = Tiles.Choose(node.Shape, x.IsContiguous);
        for (int start = 0; start < y.Length; start += piece)
        {
            int count = Math.Min(piece, y.Length - start);
            TOp.Forward(x.Read(start, count), y.Slice(start, count));
        }
    }

    public override void Backward(INode<T> node)
    {
        ReadOnlySpan<T> dy = node.Upstream, y = node.Output;
        var x = new Operand<T>(node, 0, tile: 0);
        Span<T> dx = node.Grad(0);
        bool readsX = (TOp.Saves & Saves.Input) != 0;
        int piece = Tiles.Choose(node.Shape, !readsX || x.IsContiguous);
        for (int start = 0; start < y.Length; start += piece)
        {
            int count = Math.Min(piece, y.Length - start);
            ReadOnlySpan<T> partY = y.Slice(start, count);
            TOp.AddVjp(dy.Slice(start, count), readsX ? x.Read(start, count) : partY, partY, dx.Slice(start, count));
        }
    }
}
