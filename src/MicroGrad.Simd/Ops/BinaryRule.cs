using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>An element-wise op of two operands, seen without its type: for whoever asks every op of the catalogue the same.</summary>
/// <remarks>The members are those of <see cref="IBinaryOp{TSelf}"/>. Recording an op goes to that interface and not through here.</remarks>
internal abstract class BinaryRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public abstract Saves Saves { get; }

    public abstract Domain LeftDomain { get; }

    public abstract Domain RightDomain { get; }

    public abstract bool KinkWhereEqual { get; }

    public abstract T Apply(T a, T b);

    public abstract T SlopeLeft(T a, T b, T y);

    public abstract T SlopeRight(T a, T b, T y);

    public abstract void Forward(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y);

    public abstract void AddVjpLeft(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> da);

    public abstract void AddVjpRight(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> db);
}

/// <summary>An element-wise op of two operands as a tensor rule, with broadcasting.</summary>
internal sealed class BinaryRule<TOp, T> : BinaryRule<T>
    where TOp : struct, IBinaryOp<TOp>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly BinaryRule<TOp, T> Instance = new();

    public override string Name => TOp.Name;

    public override Saves Saves => TOp.Saves;

    public override Domain LeftDomain => TOp.LeftDomain;

    public override Domain RightDomain => TOp.RightDomain;

    public override bool KinkWhereEqual => TOp.KinkWhereEqual;

    public override T Apply(T a, T b) => TOp.Apply(a, b);

    public override T SlopeLeft(T a, T b, T y) => TOp.SlopeLeft(a, b, y);

    public override T SlopeRight(T a, T b, T y) => TOp.SlopeRight(a, b, y);

    public override void Forward(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TOp.Forward(a, b, y);

    public override void AddVjpLeft(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> da) =>
        TOp.AddVjpLeft(dy, a, b, y, da);

    public override void AddVjpRight(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> db) =>
        TOp.AddVjpRight(dy, a, b, y, db);

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
