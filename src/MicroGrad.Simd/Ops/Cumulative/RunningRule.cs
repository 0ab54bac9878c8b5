using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>y = the running total of x along the axis that is the node's argument; VJP: dx = slope · a, where the adjoint aᵢ = dyᵢ + carryᵢ₊₁ aᵢ₊₁ runs backwards.</summary>
internal sealed class RunningRule<TRunning, T> : Rule<T>
    where TRunning : struct, IRunning
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly RunningRule<TRunning, T> Instance = new();

    public override string Name => TRunning.Name;

    public override void Forward(INode<T> node)
    {
        ReadOnlySpan<T> x = node.Elements(0);
        Span<T> y = node.Output;
        var blocks = AxisBlocks.Of(node.Shape, node.Argument);
        if (y.IsEmpty) return;
        for (int start = 0; start < y.Length; start += blocks.Block)
        {
            if (blocks.Inner == 1) Run(x.Slice(start, blocks.Extent), y.Slice(start, blocks.Extent));
            else RunRows(x.Slice(start, blocks.Block), blocks.Inner, y.Slice(start, blocks.Block));
        }
    }

    public override void Backward(INode<T> node)
    {
        ReadOnlySpan<T> dy = node.Upstream, x = node.Elements(0), y = node.Output;
        if (y.IsEmpty) return;
        Span<T> dx = node.Grad(0);
        var blocks = AxisBlocks.Of(node.Shape, node.Argument);
        int block = blocks.Block;
        Span<T> adjoints = blocks.Inner == 1 ? [] : node.Scratch(blocks.Inner);
        for (int start = 0; start < y.Length; start += block)
        {
            if (blocks.Inner == 1) AddVjp(dy.Slice(start, block), x.Slice(start, block), y.Slice(start, block), dx.Slice(start, block));
            else AddVjpOfRows(dy.Slice(start, block), x.Slice(start, block), y.Slice(start, block), adjoints, dx.Slice(start, block));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run(ReadOnlySpan<T> x, Span<T> y)
    {
        T total = TRunning.Identity<T>();
        for (int i = 0; i < y.Length && i < x.Length; i++)
        {
            total = TRunning.Next(total, x[i]);
            y[i] = total;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunRows(ReadOnlySpan<T> x, int width, Span<T> y)
    {
        for (int j = 0; j < width; j++) y[j] = TRunning.Next(TRunning.Identity<T>(), x[j]);
        for (int start = width; start < y.Length; start += width)
        {
            ReadOnlySpan<T> before = y.Slice(start - width, width), row = x.Slice(start, width);
            Span<T> next = y.Slice(start, width);
            for (int j = 0; j < next.Length; j++) next[j] = TRunning.Next(before[j], row[j]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddVjp(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx)
    {
        T adjoint = T.Zero;
        for (int i = y.Length - 1; i >= 0; i--)
        {
            T before = i > 0 ? y[i - 1] : TRunning.Identity<T>();
            adjoint += dy[i];
            dx[i] += adjoint * TRunning.Slope(before, x[i], y[i]);
            adjoint *= TRunning.Carry(before, x[i], y[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddVjpOfRows(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> adjoints, Span<T> dx)
    {
        adjoints.Clear();
        for (int start = y.Length - adjoints.Length; start >= 0; start -= adjoints.Length)
        {
            for (int j = 0; j < adjoints.Length; j++)
            {
                int i = start + j;
                T before = start > 0 ? y[i - adjoints.Length] : TRunning.Identity<T>();
                T adjoint = adjoints[j] + dy[i];
                dx[i] += adjoint * TRunning.Slope(before, x[i], y[i]);
                adjoints[j] = adjoint * TRunning.Carry(before, x[i], y[i]);
            }
        }
    }
}
