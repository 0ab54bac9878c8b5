using System.Numerics;
namespace MicroGrad.Simd.Catalogue.Families;

internal static class Attention<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static IEnumerable<OpRow<T>> Rows =>
    [
        new("Attention", "softmax(scale · Q Kᵀ) V", "dQ = scale · dS K; dK = scale · dSᵀ Q; dV = Pᵀ dY, dS = P ∘ (dY Vᵀ − rowsum(dY ∘ Y))", "scaled_dot_product_attention")
        {
            Edges = "0 for a query that may look at nothing",
            Members = ["Attention"],
            Sample = draw =>
            {
                Shape batch = draw.Shape(mostRank: 2);
                int queries = draw.Extent(), keys = draw.Extent(), depth = draw.Extent(1), width = draw.Extent();
                Tensor<T> query = draw.Tensor([.. batch, queries, depth]), key = draw.Tensor([.. batch, keys, depth]);
                Shape maskShape = draw.OneOf<Shape>([queries, keys], [keys], [.. batch, queries, 1], [.. batch, queries, keys]);
                Mask<T>? mask = draw.Flip() ? draw.Tape.Constant(draw.Numbers(maskShape.ElementCount), maskShape) > -T.One : null;
                return query.Attention(key, draw.Tensor([.. batch, keys, width]), draw.Flip(), mask, draw.Flip() ? T.CreateChecked(0.7) : null);
            },
            Speed = bench => bench.Tensor([16, 64, 32]).Attention(bench.Tensor([16, 64, 32]), bench.Tensor([16, 64, 32]), isCausal: true),
        },
    ];
}
