using System.Numerics;
namespace MicroGrad.Simd.Catalogue.Families;

internal static class Masks<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly Shape Large = [256, 1024];

    public static IEnumerable<OpRow<T>> Rows =>
    [
        new("Where", "a where the mask is true, else b", "dy to the element that was chosen", "where")
        {
            Edges = "nothing flows to the other, even where it is NaN",
            Members = ["Where"],
            Sample = draw =>
            {
                Shape shape = draw.Shape(), maskShape = draw.BroadcastsWith(shape);
                Mask<T> mask = draw.Tape.Constant(draw.Numbers(maskShape.ElementCount), maskShape) > T.Zero;
                Tensor<T> a = draw.Tensor(shape);
                return Tensor<T>.Where(mask, a, draw.Flip() ? draw.Tensor(shape) : draw.Tensor([]));
            },
            Speed = bench =>
            {
                Tensor<float> a = bench.Tensor(Large), b = bench.Tensor(Large);
                return Tensor<float>.Where(a < b, a, b);
            },
        },
    ];
}
