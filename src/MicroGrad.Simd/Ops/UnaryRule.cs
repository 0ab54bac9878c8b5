namespace MicroGrad.Simd.Ops;

/// <summary>An element-wise op of one operand, seen without its type: for whoever asks every op of the catalogue the same.</summary>
/// <remarks>The members are those of <see cref="IUnaryOp{TSelf}"/>. Recording an op goes to that interface and not through here.</remarks>
internal abstract class UnaryRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public abstract Saves Saves { get; }

    public abstract Domain Domain { get; }

    public abstract T Apply(T x);

    public abstract T Slope(T x, T y);

    public abstract void Forward(ReadOnlySpan<T> x, Span<T> y);

    public abstract void AddVjp(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx);
}

/// <summary>An element-wise op of one operand as a tensor rule.</summary>
internal sealed class UnaryRule<TOp, T> : UnaryRule<T>
    where TOp : struct, IUnaryOp<TOp>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly UnaryRule<TOp, T> Instance = new();

    public override string Name => TOp.Name;

    public override Saves Saves => TOp.Saves;

    public override Domain Domain => TOp.Domain;

    public override T Apply(T x) => TOp.Apply(x);

    public override T Slope(T x, T y) => TOp.Slope(x, y);

    public override void Forward(ReadOnlySpan<T> x, Span<T> y) => TOp.Forward(x, y);

    public override void AddVjp(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx) => TOp.AddVjp(dy, x, y, dx);

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
