namespace MicroGrad.Simd.Catalogue.Families;

internal static class LinearAlgebra
{
    public static IEnumerable<OpRow> Rows =>
    [
        new("MatMul", "Σₖ aᵢₖ bₖⱼ over the last two axes", "dy bᵀ; aᵀ dy", "matmul")
        {
            Members = ["MatMul"],
            Sample = draw =>
            {
                int m = draw.Extent(), k = draw.Extent(), n = draw.Extent();
                Shape batch = draw.Shape(0, 3);
                bool small = batch.ElementCount * Math.Max(m, 1) * Math.Max(k, 1) * Math.Max(n, 1) <= 200;
                Shape left = small ? [.. batch, m, k] : [m, k], right = small ? [.. draw.BroadcastsWith(batch), k, n] : [k, n];
                Tensor<double> a = draw.Tensor(draw.Integer(0, 5) == 0 ? [k] : left);
                return a.MatMul(draw.Tensor(draw.Integer(0, 5) == 0 ? [k] : right));
            },
            Speed = bench => bench.Tensor([256, 256]).MatMul(bench.Tensor([256, 256])),
        },
        new("Linear", "f(x W + b)", "dz Wᵀ; xᵀ dz; Σ rows of dz, dz = dy f′", "nn.functional.linear")
        {
            Edges = "f is the identity, Relu, Tanh or Sigmoid",
            Members = ["Linear"],
            Sample = draw =>
            {
                int inputs = draw.Extent(), outputs = draw.Extent();
                Tensor<double> x = draw.Tensor([.. draw.Shape(0, 2), inputs]), weight = draw.Tensor([inputs, outputs]), bias = draw.Tensor([outputs]);
                return x.Linear(weight, bias, draw.OneOf(Activation.Identity, Activation.Tanh, Activation.Sigmoid));
            },
            Speed = bench => bench.Tensor([128, 256]).Linear(bench.Tensor([256, 256]), bench.Tensor([256]), Activation.Relu),
        },
        new("Dot", "Σ a b along one axis", "dy b; dy a", "linalg.vecdot")
        {
            Members = ["Dot"],
            Sample = draw =>
            {
                Shape shape = draw.Shape(leastRank: 1, mostRank: 4);
                int axis = draw.Axis(shape);
                int[] other = [.. shape];
                for (int i = 0; i < other.Length; i++)
                    if (i != (axis + shape.Rank) % shape.Rank && draw.Integer(0, 4) == 0) other[i] = 1;
                Tensor<double> a = draw.Tensor(shape), b = draw.Tensor(Shape.Create(other));
                return draw.Flip() ? a.Dot(b, axis) : b.Dot(a, axis);
            },
            Speed = bench => bench.Tensor([256, 1024]).Dot(bench.Tensor([256, 1024])),
        },
        new("Outer", "aᵢ bⱼ", "Σⱼ dyᵢⱼ bⱼ; Σᵢ dyᵢⱼ aᵢ", "outer")
        {
            Members = ["Outer"],
            Sample = draw =>
            {
                Shape batch = draw.Shape(0, 2, leastExtent: 1);
                Tensor<double> a = draw.Tensor([.. batch, draw.Extent()]);
                return a.Outer(draw.Tensor([.. draw.BroadcastsWith(batch), draw.Integer(0, 3)]));
            },
            Speed = bench => bench.Tensor([512]).Outer(bench.Tensor([512])),
        },
        new("Trace", "Σ xᵢᵢ", "dy on the diagonal", "trace")
        {
            Members = ["Trace"],
            Sample = draw =>
            {
                int n = draw.Extent();
                return draw.Tensor([.. draw.Shape(0, 2), n, n]).Trace();
            },
            Speed = bench => bench.Tensor([512, 512]).Trace(),
        },
        new("Einsum", "sums of products over named axes", "those of its products and sums", "einsum")
        {
            Edges = "the rules are NumPy's",
            Members = ["Einsum"],
            Sample = draw =>
            {
                RandomEquation equation = RandomEquation.Create(new Random(draw.Integer(0, int.MaxValue - 1)));
                return Tensor<double>.Einsum(equation.Text, [.. equation.Shapes.Select(shape => draw.Tensor(shape))]);
            },
            Speed = bench => Tensor<float>.Einsum("bqhd,bkhd->bhqk", bench.Tensor([4, 64, 4, 32]), bench.Tensor([4, 64, 4, 32])),
        },
    ];
}
