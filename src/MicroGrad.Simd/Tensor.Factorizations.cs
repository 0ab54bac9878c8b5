using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Factors of matrices, and what is computed with them. Matrices are the last two axes, one for every place of the axes before them.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>The lower triangular L with positive diagonal and L Lᵀ = A, for symmetric positive definite matrices […, n, n].</summary>
    /// <exception cref="ArgumentException">The last two axes differ, or there are fewer.</exception>
    /// <exception cref="ArithmeticException">A matrix is not positive definite. One with NaN gives NaN.</exception>
    /// <remarks>Of a matrix that is not symmetric, ½(A + Aᵀ) is meant, and so the gradient is symmetric: a step along it leaves A symmetric.</remarks>
    public Tensor<T> Cholesky()
    {
        TensorTape<T> tape = OwnTape("Cholesky");
        Shape shape = tape.ShapeOf("Cholesky", this);
        Throw.IfNotSquare("Cholesky", shape);
        return tape.RecordOrForget(CholeskyRule<T>.Instance, shape, new(Index));
    }

    /// <summary>X with A X = B, where this is A, […, n, n], by Gaussian elimination with partial pivoting.</summary>
    /// <param name="right">B: a vector [n], which gives […, n], or matrices […, n, columns]. Axes before the last two broadcast.</param>
    /// <exception cref="ArgumentException">The extents do not fit.</exception>
    /// <exception cref="ArithmeticException">A matrix is singular: a pivot is 0. One that is nearly so gives large numbers.</exception>
    /// <remarks>VJPs: G = A⁻ᵀdX for B, −G Xᵀ for A, from the factors of the forward pass.</remarks>
    public Tensor<T> Solve(Tensor<T> right) => Solve("Solve", SolveRule<T>.Instance, right, argument: 0);

    /// <summary>X with op(A) X = B or X op(A) = B, where this is A, […, n, n], triangular: its other triangle is not read and has gradient 0.</summary>
    /// <param name="right">B: a vector [n], which gives […, n], or matrices […, n, columns] ([…, rows, n] from the right). Axes before the last two broadcast.</param>
    /// <param name="upper">The upper triangle is read instead of the lower.</param>
    /// <param name="transpose">op(A) = Aᵀ instead of A.</param>
    /// <param name="unitDiagonal">The diagonal is taken to be 1; it is not read either.</param>
    /// <param name="left">A stands left of X; else on its right.</param>
    /// <exception cref="ArgumentException">The extents do not fit.</exception>
    /// <remarks>A 0 on the diagonal gives infinities and NaN, as a division does.</remarks>
    public Tensor<T> TriangularSolve(Tensor<T> right, bool upper = false, bool transpose = false, bool unitDiagonal = false, bool left = true)
    {
        const string op = "TriangularSolve";
        TensorTape<T> tape = TapeOf(op, this, right);
        Shape shape = tape.ShapeOf(op, this), rightShape = tape.ShapeOf(op, right);
        Throw.IfNotSquare(op, shape);
        if (!left && rightShape.Rank > 1)
        {
            // X op(A) = B is op(A)ᵀ Xᵀ = Bᵀ.
            if (rightShape[^1] != shape[^1]) Throw.CannotSolveFromTheRight(op, shape, rightShape);
            Tensor<T> a = tape.Handle(tape.Resolve(op, this)), b = tape.Handle(tape.Resolve(op, right));
            return a.TriangularSolve(b.Transpose(), upper, !transpose, unitDiagonal).Transpose();
        }

        int argument = (upper ? TriangularSolveRule<T>.Upper : 0) | (transpose != !left ? TriangularSolveRule<T>.Transposed : 0)
            | (unitDiagonal ? TriangularSolveRule<T>.Unit : 0);
        return Solve(op, TriangularSolveRule<T>.Instance, right, argument);
    }

    /// <summary>The inverses of matrices […, n, n]. To multiply by one, <see cref="Solve(Tensor{T})"/> is faster and more accurate.</summary>
    /// <exception cref="ArgumentException">The last two axes differ, or there are fewer.</exception>
    /// <exception cref="ArithmeticException">A matrix is singular: a pivot is 0. One that is nearly so gives large numbers.</exception>
    public Tensor<T> Inverse()
    {
        TensorTape<T> tape = OwnTape("Inverse");
        Shape shape = tape.ShapeOf("Inverse", this);
        Throw.IfNotSquare("Inverse", shape);
        return tape.RecordOrForget(InverseRule<T>.Instance, shape, new(Index));
    }

    /// <summary>The determinants of matrices […, n, n]. That of an empty matrix is 1.</summary>
    /// <exception cref="ArgumentException">The last two axes differ, or there are fewer.</exception>
    /// <remarks>VJP: the upstream gradient times the cofactors; those of a singular matrix too.</remarks>
    public Tensor<T> Determinant()
    {
        TensorTape<T> tape = OwnTape("Determinant");
        Shape shape = tape.ShapeOf("Determinant", this);
        Throw.IfNotSquare("Determinant", shape);
        return tape.Record(DeterminantRule<T>.Instance, shape.Leading(shape.Rank - 2), new(Index));
    }

    /// <summary>The signs of the determinants of matrices […, n, n] and the logarithms of their absolute values, without overflow.</summary>
    /// <exception cref="ArgumentException">The last two axes differ, or there are fewer.</exception>
    /// <remarks>VJP of the logarithm: the upstream gradient times A⁻ᵀ. That of a singular matrix does not exist and is NaN.</remarks>
    public SignedLogDeterminant<T> LogDeterminant()
    {
        TensorTape<T> tape = OwnTape("LogDeterminant");
        Shape shape = tape.ShapeOf("LogDeterminant", this);
        Throw.IfNotSquare("LogDeterminant", shape);
        Shape batch = shape.Leading(shape.Rank - 2);
        Tensor<T> both = tape.Record(LogDeterminantRule<T>.Instance, Shape.Create([2]).Append(batch.Extents), new(Index));
        return new(both.Slice(0, 0, 1).Reshape(batch).Detach(), both.Slice(0, 1, 1).Reshape(batch));
    }

    /// <summary>The product of <paramref name="exponent"/> factors A, by repeated squaring; of a negative number of them, that of the inverse. Matrices are […, n, n].</summary>
    /// <exception cref="ArgumentException">The last two axes differ, or there are fewer.</exception>
    /// <exception cref="ArithmeticException">The exponent is negative and a matrix is singular.</exception>
    /// <remarks>The power 0 is the identity, which is constant.</remarks>
    public Tensor<T> MatrixPower(int exponent)
    {
        TensorTape<T> tape = OwnTape("MatrixPower");
        Shape shape = tape.ShapeOf("MatrixPower", this);
        Throw.IfNotSquare("MatrixPower", shape);
        Tensor<T> square = exponent < 0 ? Inverse() : this;
        if (exponent == 0) return tape.Identity(shape);

        Tensor<T>? power = null;
        for (uint left = (uint)Math.Abs((long)exponent); ; square = square.MatMul(square))
        {
            if ((left & 1) != 0) power = power is { } product ? product.MatMul(square) : square;
            left >>= 1;
            if (left == 0) return power!.Value;
        }
    }

    private Tensor<T> Solve(string op, Rule<T> rule, in Tensor<T> right, int argument)
    {
        TensorTape<T> tape = TapeOf(op, this, right);
        Shape a = tape.ShapeOf(op, this), b = tape.ShapeOf(op, right);
        Throw.IfNotSquare(op, a);
        bool isVector = b.Rank == 1;
        if (b.Rank == 0 || b[isVector ? ^1 : ^2] != a[^1]) Throw.CannotSolve(op, a, b);
        Shape batch = Shape.Broadcast(op, a.Leading(a.Rank - 2), b.Leading(Math.Max(0, b.Rank - 2)));
        int first = tape.Resolve(op, this), second = tape.Resolve(op, right);
        if (isVector) second = tape.Handle(second).Reshape([b[0], 1]).Index;
        Tensor<T> x = tape.RecordOrForget(rule, batch.Append(a[^1], isVector ? 1 : b[^1]), new(first, second), argument);
        return isVector ? x.Reshape(batch.Append([a[^1]])) : x;
    }
}
