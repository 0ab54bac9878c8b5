using System.Numerics;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

internal static class Resampling<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly Shape Images = [16, 16, 28, 28], Signals = [16, 16, 784];

    public static IEnumerable<OpRow<T>> Rows =>
    [
        Row(
            "UpsampleNearest1d", "x at ⌊o n/s⌋", "dy, added where it came from", "interpolate, nearest", flat: true,
            (draw, x) => draw.Flip() ? x.UpsampleNearest1d(draw.Integer(1, 9)) : x.UpsampleNearest1d(scale: draw.Number(1, 3)),
            bench => bench.Tensor(Signals).UpsampleNearest1d(scale: 2)),
        Row(
            "UpsampleNearest2d", "x at ⌊o n/s⌋", "dy, added where it came from", "interpolate, nearest", flat: false,
            (draw, x) => draw.Flip() ? x.UpsampleNearest2d((draw.Integer(1, 9), draw.Integer(1, 9))) : x.UpsampleNearest2d(scale: draw.Number(1, 3)),
            bench => bench.Tensor(Images).UpsampleNearest2d(scale: 2)),
        Row(
            "UpsampleLinear1d", "(1 − f) x₀ + f x₁", "(1 − f) dy; f dy", "interpolate, linear", flat: true,
            (draw, x) => draw.Flip() ? x.UpsampleLinear1d(draw.Integer(1, 9), alignCorners: draw.Flip()) : x.UpsampleLinear1d(scale: draw.Number(1, 3), alignCorners: draw.Flip()),
            bench => bench.Tensor(Signals).UpsampleLinear1d(scale: 2)),
        Row(
            "UpsampleBilinear2d", "mixture of four neighbours", "dy, in the same proportions", "interpolate, bilinear", flat: false,
            (draw, x) => draw.Flip()
                ? x.UpsampleBilinear2d((draw.Integer(1, 9), draw.Integer(1, 9)), alignCorners: draw.Flip())
                : x.UpsampleBilinear2d(scale: draw.Number(1, 3), alignCorners: draw.Flip()),
            bench => bench.Tensor(Images).UpsampleBilinear2d(scale: 2)),
    ];

    private static OpRow<T> Row(
        string name, string formula, string gradient, string torch, bool flat, Func<Draw<T>, Tensor<T>, Tensor<T>> op, Func<Bench, Tensor<float>> speed) =>
        new(name, formula, gradient, torch)
        {
            Members = [name],
            Sample = draw =>
            {
                int batch = draw.Integer(0, 9) == 0 ? 0 : draw.Integer(1, 2), channels = draw.Integer(1, 2), height = draw.Integer(1, 5), width = draw.Integer(1, 5);
                return op(draw, draw.Tensor(flat ? [batch, channels, width] : [batch, channels, height, width]));
            },
            Speed = speed,
        };
}
