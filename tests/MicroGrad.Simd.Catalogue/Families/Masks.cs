namespace MicroGrad.Simd.Catalogue.Families;

internal static class Masks
{
    private static readonly Shape Large = [256, 1024];

    public static IEnumerable<OpRow> Rows =>
    [
        new("Where", "a where the mask is true, else b", "dy to the element that was chosen", "where")
        {
            Edges = "nothing flows to the other, even where it is NaN",
            Members = ["Where"],
            Sample = draw =>
            {
                Shape shape = draw.Shape(), maskShape = draw.BroadcastsWith(shape);
                Mask<double> mask = draw.Tape.Constant(draw.Numbers(maskShape.ElementCount), maskShape) > 0;
                Tensor<double> a = draw.Tensor(shape);
                return Tensor<double>.Where(mask, a, draw.Flip() ? draw.Tensor(shape) : draw.Tensor([]));
            },
            Speed = bench =>
            {
                Tensor<float> a = bench.Tensor(Large), b = bench.Tensor(Large);
                return Tensor<float>.Where(a < b, a, b);
            },
        },
    ];
}
