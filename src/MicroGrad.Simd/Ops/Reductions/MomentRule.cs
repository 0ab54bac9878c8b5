using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>q = Σ (x − m)² / d over the trailing elements of x, with m their mean or 0, or y = √q; VJPs: 2 dy (x − m) / d and dy (x − m) / (d y).</summary>
/// <remarks>The node's argument says of how many elements, its number is d. Where y = √q is 0, its VJP is 0: the least of the subgradients.</remarks>
internal sealed class MomentRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly MomentRule<T> Variance = new("variance", centers: true, root: false);
    public static readonly MomentRule<T> StandardDeviation = new("standard deviation", centers: true, root: true);
    public static readonly MomentRule<T> Norm = new("norm", centers: false, root: true);

    private readonly bool _centers, _root;

    private MomentRule(string name, bool centers, bool root)
    {
        Name = name;
        _centers = centers;
        _root = root;
    }

    public override string Name { get; }

    public override unsafe void Forward(INode<T> node)
    {
        Span<T> y = node.Output;
        int width = node.Argument;
        ReadOnlySpan<T> x = node.Elements(0);
        Span<T> means = node.Save(2 * y.Length);
        fixed (T* px = x, pm = means, py = y)
            RowParts.Run(new MomentRows<T>(_centers, px, width, pm, pm + y.Length, py), y.Length, Math.Max(1, width), node.Threads);
        if (!_centers)
            for (int row = 0; row < y.Length; row++) y[row] = Length(y[row], x.Slice(row * width, width));
        else
            for (int row = 0; row < y.Length; row++) y[row] = _root ? T.Sqrt(y[row] / node.Number) : y[row] / node.Number;
    }

    public override unsafe void Backward(INode<T> node)
    {
        ReadOnlySpan<T> dy = node.Upstream, y = node.Output, x = node.Elements(0);
        if (x.IsEmpty) return;
        Span<T> factors = node.Scratch(dy.Length);
        for (int row = 0; row < dy.Length; row++)
            factors[row] = !_root ? (dy[row] + dy[row]) / node.Number : y[row] == T.Zero ? T.Zero : dy[row] / (y[row] * node.Number);
        Span<T> dx = node.Grad(0);
        fixed (T* px = x, pdx = dx, pm = node.Saved, pf = factors)
            RowSweep.Run<T, DistanceVjp>(new RowSet<T> { X = px, Y = pdx, C0 = pm, C1 = pm + dy.Length, C2 = pf }, dy.Length, node.Argument, node.Threads);
    }

    /// <summary>√Σ x², where the squares may have overflowed or lost their digits to underflow.</summary>
    private static T Length(T squares, ReadOnlySpan<T> x)
    {
        T margin = T.ScaleB(T.One, -24);
        if (T.IsNormal(squares * margin)) return T.Sqrt(squares);
        T largest = T.Zero;
        foreach (T number in x) largest = T.Max(largest, T.Abs(number));
        if (largest == T.Zero || !T.IsFinite(largest)) return largest;
        T sum = T.Zero;
        foreach (T number in x) sum += number / largest * (number / largest);
        return largest * T.Sqrt(sum);
    }
}
