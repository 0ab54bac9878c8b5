using System.Numerics;
using System.Collections.Concurrent;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

internal static class LinearAlgebra<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly ConcurrentDictionary<(int Rows, float Scale), Parameter<float>> Identities = new();

    public static IEnumerable<OpRow<T>> Rows =>
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
                Tensor<T> a = draw.Tensor(draw.Integer(0, 5) == 0 ? [k] : left);
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
                Tensor<T> x = draw.Tensor([.. draw.Shape(0, 2), inputs]), weight = draw.Tensor([inputs, outputs]), bias = draw.Tensor([outputs]);
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
                Tensor<T> a = draw.Tensor(shape), b = draw.Tensor(Shape.Create(other));
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
                Tensor<T> a = draw.Tensor([.. batch, draw.Extent()]);
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
                return Tensor<T>.Einsum(equation.Text, [.. equation.Shapes.Select(shape => draw.Tensor(shape))]);
            },
            Speed = bench => Tensor<float>.Einsum("bqhd,bkhd->bhqk", bench.Tensor([4, 64, 4, 32]), bench.Tensor([4, 64, 4, 32])),
        },
        new("Cholesky", "L Lᵀ = ½(A + Aᵀ)", "½(S + Sᵀ), S = L⁻ᵀ Φ(Lᵀdy) L⁻¹", "linalg.cholesky")
        {
            Edges = "Φ takes the lower triangle and halves its diagonal; throws where not positive definite",
            Members = ["Cholesky"],
            Sample = draw =>
            {
                Tensor<T> b = draw.Tensor(SquareShape(draw));
                return (b.MatMul(b.Transpose()) + Identity(draw, b.Shape[^1], 1)).Cholesky();
            },
            Speed = bench => Near(bench, 256, 3).Cholesky(),
        },
        new("TriangularSolve", "op(A)⁻¹ B, A triangular", "G = op(A)⁻ᵀdy for B; −G yᵀ in the triangle", "linalg.solve_triangular")
        {
            Edges = "0 on the diagonal gives infinities",
            Members = ["TriangularSolve"],
            Sample = draw =>
            {
                Shape shape = SquareShape(draw);
                bool left = draw.Flip();
                Tensor<T> a = draw.Tensor(shape) + Identity(draw, shape[^1], 4);
                return a.TriangularSolve(RightSide(draw, shape, left), draw.Flip(), draw.Flip(), draw.Flip(), left);
            },
            Speed = bench => Near(bench, 256, 256).TriangularSolve(bench.Tensor([256, 256])),
        },
        new("Solve", "A⁻¹ B", "G = A⁻ᵀdy for B; −G yᵀ", "linalg.solve")
        {
            Edges = "throws where a pivot is 0",
            Members = ["Solve"],
            Sample = draw =>
            {
                Shape shape = SquareShape(draw);
                return Regular(draw, shape).Solve(RightSide(draw, shape, left: true));
            },
            Speed = bench => Near(bench, 256, 256).Solve(bench.Tensor([256, 256])),
        },
        new("Inverse", "A⁻¹", "−yᵀ dy yᵀ", "linalg.inv")
        {
            Edges = "throws where a pivot is 0",
            Members = ["Inverse"],
            Sample = draw => Regular(draw, SquareShape(draw)).Inverse(),
            Speed = bench => Near(bench, 256, 256).Inverse(),
        },
        new("Determinant", "det A", "dy · cof A", "linalg.det")
        {
            Edges = "right for singular matrices too; over duals those throw",
            Members = ["Determinant"],
            Sample = draw => draw.Tensor(SquareShape(draw)).Determinant(),
            Speed = bench => bench.Tensor([256, 8, 8]).Determinant(),
        },
        new("LogDeterminant", "sign and ln |det A|", "0; dy A⁻ᵀ", "linalg.slogdet")
        {
            Edges = "NaN where singular",
            Members = ["LogDeterminant"],
            Sample = draw =>
            {
                (Tensor<T> sign, Tensor<T> log) = Regular(draw, SquareShape(draw)).LogDeterminant();
                return sign * log;
            },
            Speed = bench => Near(bench, 256, 256).LogDeterminant().LogAbs,
        },
        new("MatrixPower", "Aⁿ", "those of its products", "linalg.matrix_power")
        {
            Members = ["MatrixPower"],
            Sample = draw => Regular(draw, SquareShape(draw)).MatrixPower(draw.Integer(-3, 5)) * draw.Tensor(Shape.Scalar),
            Speed = bench => (bench.Tensor([256, 256]) / 256).MatrixPower(5),
        },
    ];

    private static Shape SquareShape(Draw<T> draw)
    {
        int n = draw.Integer(0, 5);
        return [.. draw.Shape(0, 2).ElementCount is > 0 and <= 4 and int count ? draw.OneOf<Shape>([], [count], [1, count]) : [], n, n];
    }

    private static Tensor<T> RightSide(Draw<T> draw, Shape square, bool left)
    {
        int n = square[^1], other = draw.Integer(0, 4);
        if (draw.Integer(0, 3) == 0) return draw.Tensor([n]);
        Shape batch = draw.BroadcastsWith(Shape.Create(square.Extents[..^2]));
        return draw.Tensor(left ? [.. batch, n, other] : [.. batch, other, n]);
    }

    // Rows whose diagonal outweighs the rest: far from singular, with pivots that partial pivoting finds off the diagonal.
    private static Tensor<T> Regular(Draw<T> draw, Shape shape)
    {
        int n = shape[^1];
        var exchanged = new T[n * n];
        for (int i = 0; i < n; i++) exchanged[i * n + (i + 1) % n] = T.One;
        return (draw.Tensor(shape) + Identity(draw, n, 3 * n)).MatMul(draw.Tape.Constant(exchanged, [n, n]));
    }

    private static Tensor<T> Identity(Draw<T> draw, int n, double scale)
    {
        var identity = new T[n * n];
        for (int i = 0; i < n; i++) identity[i * n + i] = T.CreateChecked(scale);
        return draw.Tape.Constant(identity, [n, n]);
    }

    // scale · I + noise; the identity is made once, so that a step does not.
    private static Tensor<float> Near(Bench bench, int n, float scale) =>
        bench.Tensor([n, n], -1f / n, 1f / n) + bench.Tape.Track(Identities.GetOrAdd((n, scale), Identity));

    private static Parameter<float> Identity((int Rows, float Scale) key)
    {
        var identity = new Parameter<float>("identity", [key.Rows, key.Rows]);
        for (int i = 0; i < key.Rows; i++) identity.Data[i * key.Rows + i] = key.Scale;
        return identity;
    }
}
