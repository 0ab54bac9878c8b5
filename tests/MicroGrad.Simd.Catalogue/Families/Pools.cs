using System.Numerics;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

internal static class Pools<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string Ties = "the first of equal ones, row-major; NaN wins; −∞ outside";

    private static readonly Shape Images = [64, 16, 28, 28], Signals = [64, 16, 784];

    public static IEnumerable<OpRow<T>> Rows =>
    [
        Pool(
            "MaxPool1d", "max x over each window", "dy to the maximum", "max_pool1d", flat: true, Values.Apart, Ties,
            (draw, x) => Windows(draw, flat: true) is var (k, s, p, d) ? x.MaxPool1d(k.Width, draw.Flip() ? s.Width : null, p.Width, d.Width) : x,
            bench => bench.Tensor(Signals).MaxPool1d(2)),
        Pool(
            "MaxPool2d", "max x over each window", "dy to the maximum", "max_pool2d", flat: false, Values.Apart, Ties,
            (draw, x) => Windows(draw, flat: false) is var (k, s, p, d) ? x.MaxPool2d(k, draw.Flip() ? s : default(Pair?), p, d) : x,
            bench => bench.Tensor(Images).MaxPool2d(2)),
        Pool(
            "AveragePool1d", "mean x over each window", "dy / count, spread over the window", "avg_pool1d", flat: true, Values.Any, "zeros outside count or not",
            (draw, x) => Windows(draw, flat: true) is var (k, s, p, _) ? x.AveragePool1d(k.Width, s.Width, Math.Min(p.Width, k.Width / 2), draw.Flip()) : x,
            bench => bench.Tensor(Signals).AveragePool1d(2)),
        Pool(
            "AveragePool2d", "mean x over each window", "dy / count, spread over the window", "avg_pool2d", flat: false, Values.Any, "zeros outside count or not",
            (draw, x) => Windows(draw, flat: false) is var (k, s, p, _)
                ? x.AveragePool2d(k, s, (Math.Min(p.Height, k.Height / 2), Math.Min(p.Width, k.Width / 2)), draw.Flip()) : x,
            bench => bench.Tensor(Images).AveragePool2d(2)),
        Pool(
            "AdaptiveMaxPool1d", "max x over ⌊o n/s⌋ … ⌈(o+1) n/s⌉", "dy to the maximum", "adaptive_max_pool1d", flat: true, Values.Apart, Ties,
            (draw, x) => x.AdaptiveMaxPool1d(draw.Integer(1, 6)), bench => bench.Tensor(Signals).AdaptiveMaxPool1d(100)),
        Pool(
            "AdaptiveMaxPool2d", "max x over ⌊o n/s⌋ … ⌈(o+1) n/s⌉", "dy to the maximum", "adaptive_max_pool2d", flat: false, Values.Apart, Ties,
            (draw, x) => x.AdaptiveMaxPool2d((draw.Integer(1, 6), draw.Integer(1, 6))), bench => bench.Tensor(Images).AdaptiveMaxPool2d(7)),
        Pool(
            "AdaptiveAveragePool1d", "mean x over ⌊o n/s⌋ … ⌈(o+1) n/s⌉", "dy / count, spread over the window", "adaptive_avg_pool1d", flat: true, Values.Any, "",
            (draw, x) => x.AdaptiveAveragePool1d(draw.Integer(1, 6)), bench => bench.Tensor(Signals).AdaptiveAveragePool1d(100)),
        Pool(
            "AdaptiveAveragePool2d", "mean x over ⌊o n/s⌋ … ⌈(o+1) n/s⌉", "dy / count, spread over the window", "adaptive_avg_pool2d", flat: false, Values.Any, "",
            (draw, x) => x.AdaptiveAveragePool2d((draw.Integer(1, 6), draw.Integer(1, 6))), bench => bench.Tensor(Images).AdaptiveAveragePool2d(7)),
    ];

    private static OpRow<T> Pool(
        string name, string formula, string gradient, string torch, bool flat, Values values, string edges,
        Func<Draw<T>, Tensor<T>, Tensor<T>> pool, Func<Bench, Tensor<float>> speed) => new(name, formula, gradient, torch)
        {
            Edges = edges,
            Members = [name],
            Sample = draw =>
            {
                int batch = draw.Integer(0, 9) == 0 ? 0 : draw.Integer(1, 2), channels = draw.Integer(1, 2), height = draw.Integer(5, 7), width = draw.Integer(5, 7);
                return pool(draw, draw.Tensor(flat ? [batch, channels, width] : [batch, channels, height, width], values));
            },
            Speed = speed,
        };

    // At least one window fits into five elements.
    private static (Pair Kernel, Pair Stride, Pair Padding, Pair Dilation) Windows(Draw<T> draw, bool flat)
    {
        Pair kernel = (draw.Integer(1, 3), draw.Integer(1, 3)), dilation = (draw.Integer(1, 2), draw.Integer(1, 2));
        Pair padding = (draw.Integer(0, (dilation.Height * (kernel.Height - 1) + 1) / 2), draw.Integer(0, (dilation.Width * (kernel.Width - 1) + 1) / 2));
        return (kernel, (draw.Integer(1, 3), draw.Integer(1, 3)), flat ? (0, padding.Width) : padding, dilation);
    }
}
