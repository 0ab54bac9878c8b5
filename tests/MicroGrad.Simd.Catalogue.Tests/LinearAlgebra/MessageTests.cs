using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.LinearAlgebra;

/// <summary>Every error says which op, which values and which rule, and leaves the tape as it was.</summary>
public sealed class MessageTests : IDisposable
{
    private readonly TensorTape<double> _tape = new();

    public void Dispose() => _tape.Dispose();

    [Fact]
    public void Products() => Says<ArgumentException>(
        (() => Variable(2, 3).Dot(Variable(2)), "Dot: cannot multiply [2, 3] by [2] along axis -1. Both must have the axis, aligned from the last one, with the same extent."),
        (() => Variable(2, 3).Dot(Variable(3), axis: 0), "Dot: cannot multiply [2, 3] by [3] along axis 0. Both must have the axis, aligned from the last one, with the same extent."),
        (() => Variable(2, 3).Dot(Variable(3, 3)), "Dot: cannot broadcast [2] with [3]. Aligned from the last axis, each pair of extents must be equal or contain a 1."),
        (() => Variable().Outer(Variable(3)), "Outer: the tensor [] has no axis. At least one axis is needed."),
        (() => Variable(2, 1).Outer(Variable(3, 1)), "Outer: cannot broadcast [2] with [3]. Aligned from the last axis, each pair of extents must be equal or contain a 1."),
        (() => Variable(2, 3).Trace(), "Trace: the tensor [2, 3] holds no square matrices. It must have at least two axes, and its last two the same extent."));

    [Fact]
    public void Equations() => Says<ArgumentException>(
        (() => Einsum("i1", Variable(2, 2)), "Einsum: 'i1' contains '1'. Axes are letters a to z and A to Z; between them only commas, spaces, one '->' and one '...' for each operand may stand."),
        (() => Einsum("ij-i", Variable(2, 2)), "Einsum: 'ij-i' contains '-'. Axes are letters a to z and A to Z; between them only commas, spaces, one '->' and one '...' for each operand may stand."),
        (() => Einsum("i..->i", Variable(2, 2)), "Einsum: the dots of 'i..' in 'i..->i' are no ellipsis. It is three dots, at most once in each operand."),
        (() => Einsum("...i...", Variable(2, 2)), "Einsum: the dots of '...i...' in '...i...' are no ellipsis. It is three dots, at most once in each operand."),
        (() => Einsum("ij->i->j", Variable(2, 2)), "Einsum: 'ij->i->j' has more than one '->'. There may be one, before the result."),
        (() => Einsum("ij->i,j", Variable(2, 2)), "Einsum: 'ij->i,j' has a comma after '->'. There is one result."),
        (() => Einsum("ij->ii", Variable(2, 2)), "Einsum: 'i' occurs twice in the result of 'ij->ii'. Each axis of a result must be another."),
        (() => Einsum("ij->k", Variable(2, 2)), "Einsum: 'k' occurs in the result of 'ij->k' and in no operand. A result can only keep axes of its operands."),
        (() => Einsum("ij,jk", Variable(2, 2)), "Einsum: 'ij,jk' is for 2 operands and 1 were given."),
        (() => Einsum("ijk->i", Variable(2, 2)), "Einsum: operand 0 [2, 2] of 'ijk->i' has 2 axes and 3 letters. Each axis needs a letter, unless '...' stands for it."),
        (() => Einsum("i...,ijk...", Variable(2, 2), Variable(2, 2)), "Einsum: operand 1 [2, 2] of 'i...,ijk...' has 2 axes and 3 letters. Each axis needs a letter, unless '...' stands for it."),
        (() => Einsum("ij,jk", Variable(2, 3), Variable(2, 3)), "Einsum: j in 'ij,jk' has the extents 3 and 2. The same letter must have the same extent everywhere, or 1."),
        (() => Einsum("i...,i...", Variable(2, 3), Variable(2, 2)), "Einsum: axis -1 of '...' in 'i...,i...' has the extents 3 and 2. The same letter must have the same extent everywhere, or 1."),
        (() => Einsum("ii", Variable(2, 1)), "Einsum: i in 'ii' is repeated for axes of different extents of [2, 1]. Only axes of the same extent have a diagonal."),
        (() => Einsum("...i->i", Variable(2, 3, 2)), "Einsum: '...' stands for 2 axes in '...i->i' and is missing in the result. Write it after '->' too, or give letters to axes that are to be summed over."),
        (() => Einsum("abcde,fghij", Variable(1, 1, 1, 1, 1), Variable(1, 1, 1, 1, 1)), "Einsum: 'abcde,fghij' needs a tensor of 10 axes; at most 8 are supported."),
        (() => Einsum("abcdefgh,abcdijkl,efghijkl->", Ones(8), Ones(8), Ones(8)), null));

    [Fact]
    public void A_product_on_the_way_may_need_too_many_axes() => Says<ArgumentException>(
        (() => Einsum("abcdef,ghijkl,abcghi->", Ones(6), Ones(6), Ones(6)), null),
        (() => Einsum("abcdefgh,aijklmno,bcdeijkl,fghmno->", Ones(8), Ones(8), Ones(8), Ones(6)), "Einsum: 'abcdefgh,aijklmno,bcdeijkl,fghmno->' needs a tensor of 14 axes; at most 8 are supported."));

    [Fact]
    public void Matrices() => Says<ArgumentException>(
        (() => Variable(2, 3).Cholesky(), "Cholesky: the tensor [2, 3] holds no square matrices. It must have at least two axes, and its last two the same extent."),
        (() => Variable(3).Inverse(), "Inverse: the tensor [3] holds no square matrices. It must have at least two axes, and its last two the same extent."),
        (() => Variable(2, 3).Determinant(), "Determinant: the tensor [2, 3] holds no square matrices. It must have at least two axes, and its last two the same extent."),
        (() => Variable(2, 3).LogDeterminant().LogAbs, "LogDeterminant: the tensor [2, 3] holds no square matrices. It must have at least two axes, and its last two the same extent."),
        (() => Variable(2, 3).MatrixPower(2), "MatrixPower: the tensor [2, 3] holds no square matrices. It must have at least two axes, and its last two the same extent."),
        (() => Variable(2, 3).Solve(Variable(2)), "Solve: the tensor [2, 3] holds no square matrices. It must have at least two axes, and its last two the same extent."),
        (() => Variable(2, 2).Solve(Variable()), "Solve: the right side [] does not fit the matrices [2, 2]. It must be a vector [2] or matrices whose last extent but one is 2."),
        (() => Variable(2, 2).TriangularSolve(Variable(3)), "TriangularSolve: the right side [3] does not fit the matrices [2, 2]. It must be a vector [2] or matrices whose last extent but one is 2."),
        (() => Variable(2, 2).TriangularSolve(Variable(2, 3), left: false), "TriangularSolve: the right side [2, 3] does not fit the matrices [2, 2]. It must be a vector [2], or from the right matrices whose last extent is 2."),
        (() => Variable(4, 2, 2).Solve(Variable(3, 2, 1)), "Solve: cannot broadcast [4] with [3]. Aligned from the last axis, each pair of extents must be equal or contain a 1."));

    [Fact]
    public void Matrices_without_the_factors()
    {
        Tensor<double> indefinite = _tape.Variable([1, 0, 0, 1, 1, 2, 2, 1], [2, 2, 2]), singular = _tape.Variable([0, 1, 1, 0, 1, 2, 2, 4], [2, 2, 2]), b = Variable(2);
        int count = _tape.Count;
        Says<ArithmeticException>(
            (() => indefinite.Cholesky(), "Cholesky: matrix 1 of [2, 2, 2] is not positive definite: its pivot 1 is -3. Every pivot must be positive."),
            (() => singular.Solve(b), "Solve: matrix 1 of [2, 2, 2] is singular: its pivot 1 is 0."),
            (() => singular.Inverse(), "Inverse: matrix 1 of [2, 2, 2] is singular: its pivot 1 is 0."),
            (() => singular.MatrixPower(-2), "Inverse: matrix 1 of [2, 2, 2] is singular: its pivot 1 is 0."));

        // The vector as a column, which is a view.
        Assert.Equal(count + 1, _tape.Count);
    }

    private static Tensor<double> Einsum(string equation, params ReadOnlySpan<Tensor<double>> operands) => Tensor<double>.Einsum(equation, operands);

    private Tensor<double> Ones(int rank) => Variable([.. Enumerable.Repeat(1, rank)]);

    private Tensor<double> Variable(params int[] extents)
    {
        var shape = Shape.Create(extents);
        return _tape.Variable(new double[shape.ElementCount], shape);
    }

    // No message where nothing is thrown.
    private static void Says<TException>(params (Func<Tensor<double>> Act, string? Message)[] cases) where TException : Exception
    {
        foreach ((Func<Tensor<double>> act, string? message) in cases)
        {
            Exception? exception = Record.Exception(() => act());
            Assert.Equal(message, exception?.Message);
            Assert.True(message is null || exception is TException);
        }
    }
}
