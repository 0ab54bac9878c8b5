using System.Numerics;
namespace MicroGrad.Simd.Catalogue.Families;

internal static class Normalization<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly Shape Images = [16, 32, 14, 14];

    private static readonly RunningStatistics<float> Statistics = new(32);

    public static IEnumerable<OpRow<T>> Rows =>
    [
        new("LayerNorm", "(x − mean) / √(variance + ε) · gain + bias along the last axis", "dx = gain r (dy − mean dy − x̂ mean(dy x̂)); Σ dy x̂; Σ dy", "layer_norm")
        {
            Members = ["LayerNorm"],
            Sample = draw =>
            {
                Shape shape = draw.Shape(leastRank: 1, leastExtent: 1);
                Tensor<T> x = draw.Tensor(shape), gain = draw.Tensor([shape[^1]]);
                return x.LayerNorm(gain, draw.Tensor([shape[^1]]), epsilon: T.CreateChecked(0.1));
            },
            Speed = bench => bench.Tensor([512, 1024]).LayerNorm(bench.Tensor([1024]), bench.Tensor([1024])),
        },
        new("RmsNorm", "x / √(mean x² + ε) · gain along the last axis", "dx = gain r (dy − x̂ mean(dy x̂)); Σ dy x̂", "rms_norm")
        {
            Members = ["RmsNorm"],
            Sample = draw =>
            {
                Shape shape = draw.Shape(leastRank: 1, leastExtent: 1);
                Tensor<T> x = draw.Tensor(shape);
                return x.RmsNorm(draw.Tensor([shape[^1]]), epsilon: T.CreateChecked(0.1));
            },
            Speed = bench => bench.Tensor([512, 1024]).RmsNorm(bench.Tensor([1024])),
        },
        new("BatchNorm", "(x − mean) / √(variance + ε) · gain + bias for each channel", "as LayerNorm, over the batch; after training a line", "batch_norm")
        {
            Edges = "one element for each channel throws in training",
            Members = ["BatchNorm"],
            Sample = draw =>
            {
                Shape shape = [draw.Integer(2, 4), draw.Integer(1, 3), .. draw.Shape(mostRank: 2, leastExtent: 1)];
                Tensor<T> x = draw.Tensor(shape), gain = draw.Tensor([shape[1]]);
                return x.BatchNorm(gain, draw.Tensor([shape[1]]), new RunningStatistics<T>(shape[1]), draw.Flip(), epsilon: T.CreateChecked(0.1));
            },
            Speed = bench => bench.Tensor(Images).BatchNorm(bench.Tensor([32]), bench.Tensor([32]), Statistics),
        },
        new("GroupNorm", "(x − mean) / √(variance + ε) · gain + bias for each group of channels of a sample", "as LayerNorm, over the group", "group_norm")
        {
            Members = ["GroupNorm"],
            Sample = draw =>
            {
                int groups = draw.Integer(1, 3);
                Shape shape = [draw.Extent(), groups * draw.Integer(1, 2), .. draw.Shape(mostRank: 2, leastExtent: 1)];
                Tensor<T> x = draw.Tensor(shape), gain = draw.Tensor([shape[1]]);
                return x.GroupNorm(groups, gain, draw.Tensor([shape[1]]), epsilon: T.CreateChecked(0.1));
            },
            Speed = bench => bench.Tensor(Images).GroupNorm(8, bench.Tensor([32]), bench.Tensor([32])),
        },
        new("Dropout", "0 with probability p, else x / (1 − p)", "dy / (1 − p) where kept", "dropout")
        {
            Edges = "the same key drops the same elements",
            Members = ["Dropout"],
            Sample = draw => draw.Tensor().Dropout(draw.OneOf(0, 0.3, 0.9, 1), (ulong)draw.Integer(0, 1000)),
            Speed = bench => bench.Tensor([256, 1024]).Dropout(0.1, 7),
        },
    ];
}
