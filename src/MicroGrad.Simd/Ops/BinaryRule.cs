using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>An element-wise op of two operands as a tensor rule, with broadcasting.</summary>
internal sealed class BinaryRule<TOp, T> : Rule<T>
    where TOp : struct, IBinaryOp<TOp>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly BinaryRule<TOp, T> Instance = new();

    public override string Name => TOp.Name;

    public override void Forward(INode<T> node)
    {
        Span<T> y = node.Output;
        var a = new Operand<T>(node, 0, tile: 0);
        var b = new Operand<T>(node, 1, tile: 1);
        int piece = Tiles.Choose(node.Shape, a.IsContiguous && b.IsContiguous);
        for (int start = 0; start < y.Length; start += piece)
        {
            int count = Math.Min(piece, y.Length - start);
            TOp.Forward(a.Read(start, count), b.Read(start, count), y.Slice(start, count));
        }
    }

    public override void Backward(INode<T> node)
    {
        if (node.Wants(0)) AddVjp(node, 0);
        if (node.Wants(1)) AddVjp(node, 1);
    }

    private static void AddVjp(INode<T> node, int operand)
    {
        ReadOnlySpan<T> dy = node.Upstream, y = node.Output;
        bool readsA = (TOp.Saves & Saves.Left) != 0, readsB = (TOp.Saves & Saves.Right) != 0;
        var a = new Operand<T>(node, 0, tile: 0);
        var b = new Operand<T>(node, 1, tile: 1);
        Span<T> grad = node.Grad(operand), tile = node.Tile(2);

        // The gradient is row-major in the operand's own shape. Where that was stretched, the VJP goes to a tile first and is folded from there.
        var map = new StridedMap(Layout.Contiguous(node.Layout(operand).Shape).BroadcastTo(node.Shape));
        int piece = Tiles.Choose(node.Shape, (!readsA || a.IsContiguous) && (!readsB || b.IsContiguous) && map.IsContiguous);
        for (int start = 0; start < y.Length; start += piece)
        {
            int count = Math.Min(piece, y.Length - start);
            Span<T> destination = map.IsContiguous ? grad.Slice(start, count) : tile[..count];
            if (!map.IsContiguous) destination.Clear();

            // What the op does not read is not gathered; any span of the right length stands for it.
            ReadOnlySpan<T> partDy = dy.Slice(start, count), partY = y.Slice(start, count);
            ReadOnlySpan<T> partA = readsA ? a.Read(start, count) : partY, partB = readsB ? b.Read(start, count) : partY;
            if (operand == 0) TOp.AddVjpLeft(partDy, partA, partB, partY, destination);
            else TOp.AddVjpRight(partDy, partA, partB, partY, destination);
            if (!map.IsContiguous) map.ScatterAdd<T>(destination, start, grad);
        }
    }
}
