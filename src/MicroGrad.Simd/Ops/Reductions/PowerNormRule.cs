using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = (Σ |x|ᵖ)^(1/p) over the trailing elements of x; VJP: dy sign(x) (|x| / y)^(p − 1), and 0 where x = 0.</summary>
/// <remarks>The node's argument says of how many elements, its number is p. Numbers are taken as multiples of the largest, so that no power overflows.</remarks>
internal sealed class PowerNormRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly PowerNormRule<T> Instance = new();

    public override string Name => "norm";

    public override void Forward(INode<T> node)
    {
        Span<T> y = node.Output;
        ReadOnlySpan<T> x = node.Elements(0);
        int width = node.Argument;
        Span<T> ratios = node.Scratch(width);
        for (int row = 0; row < y.Length; row++) y[row] = Norm(x.Slice(row * width, width), node.Number, ratios);
    }

    public override void Backward(INode<T> node)
    {
        ReadOnlySpan<T> dy = node.Upstream, y = node.Output, x = node.Elements(0);
        if (x.IsEmpty) return;
        Span<T> dx = node.Grad(0);
        int width = node.Argument;
        Span<T> powers = node.Scratch(width);
        for (int row = 0; row < y.Length; row++)
            if (y[row] != T.Zero) AddRow(dy[row], x.Slice(row * width, width), y[row], node.Number, powers, dx.Slice(row * width, width));
    }

    private static T Norm(ReadOnlySpan<T> x, T order, Span<T> ratios)
    {
        if (x.IsEmpty) return T.Zero;
        TensorPrimitives.Abs(x, ratios);
        T largest = TensorPrimitives.Max<T>(ratios);
        if (largest == T.Zero || !T.IsFinite(largest)) return largest;
        TensorPrimitives.Divide(ratios, largest, ratios);
        Power(ratios, order);
        return largest * T.Pow(TensorPrimitives.Sum<T>(ratios), T.One / order);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(T dy, ReadOnlySpan<T> x, T y, T order, Span<T> powers, Span<T> dx)
    {
        TensorPrimitives.Abs(x, powers);
        TensorPrimitives.Divide(powers, y, powers);
        Power(powers, order - T.One);
        for (int i = 0; i < x.Length; i++)
            if (x[i] != T.Zero) dx[i] += dy * T.CopySign(powers[i], x[i]);
    }

    [SkipLocalsInit]
    private static unsafe void Power(Span<T> x, T exponent)
    {
        const int tile = 128;
        T* exponents = stackalloc T[tile], copy = stackalloc T[tile];
        new Span<T>(exponents, tile).Fill(exponent);
        for (int i = 0; i < x.Length; i += tile)
        {
            Span<T> part = x.Slice(i, Math.Min(tile, x.Length - i));
            part.CopyTo(new(copy, tile));
            Pow.Forward(new ReadOnlySpan<T>(copy, part.Length), new ReadOnlySpan<T>(exponents, part.Length), part);
        }
    }
}
