using MicroGrad.Simd.Contractions;

namespace MicroGrad.Simd.Recording;

/// <content>Linear algebra.</content>
internal static partial class Throw
{
    [DoesNotReturn]
    public static void SingularWithDerivatives(in Shape shape, int matrix, int pivot) => throw new NotSupportedException(
        $"Determinant: matrix {matrix} of {shape} is singular (pivot {pivot} is 0), and its numbers carry derivatives. At singular matrices the determinant is differentiated once only, in float or double.");

    [DoesNotReturn]
    public static void CannotDot(int axis, in Shape a, in Shape b) => throw new ArgumentException(
        $"Dot: cannot multiply {a} by {b} along axis {axis}. Both must have the axis, aligned from the last one, with the same extent.");

    public static void IfNotSquare(string op, in Shape shape)
    {
        if (shape.Rank < 2 || shape[^1] != shape[^2]) NotSquare(op, shape);
    }

    [DoesNotReturn]
    public static void NotSquare(string op, in Shape shape) => throw new ArgumentException(
        $"{op}: the tensor {shape} holds no square matrices. It must have at least two axes, and its last two the same extent.");

    [DoesNotReturn]
    public static void CannotSolve(string op, in Shape a, in Shape b) => throw new ArgumentException(
        $"{op}: the right side {b} does not fit the matrices {a}. It must be a vector [{a[^1]}] or matrices whose last extent but one is {a[^1]}.");

    [DoesNotReturn]
    public static void CannotSolveFromTheRight(string op, in Shape a, in Shape b) => throw new ArgumentException(
        $"{op}: the right side {b} does not fit the matrices {a}. It must be a vector [{a[^1]}], or from the right matrices whose last extent is {a[^1]}.");

    [DoesNotReturn]
    public static void Singular(string op, in Shape shape, int matrix, int pivot) => throw new ArithmeticException(
        $"{op}: matrix {matrix} of {shape} is singular: its pivot {pivot} is 0.");

    [DoesNotReturn]
    public static void NotPositiveDefinite(in Shape shape, int matrix, int pivot, object value) => throw new ArithmeticException(
        $"Cholesky: matrix {matrix} of {shape} is not positive definite: its pivot {pivot} is {value}. Every pivot must be positive.");

    [DoesNotReturn]
    public static void NotALetter(string equation, char letter) => throw new ArgumentException(
        $"Einsum: '{equation}' contains '{letter}'. Axes are letters a to z and A to Z; between them only commas, spaces, one '->' and one '...' for each operand may stand.");

    [DoesNotReturn]
    public static void BadEllipsis(string equation, string term) => throw new ArgumentException(
        $"Einsum: the dots of '{term}' in '{equation}' are no ellipsis. It is three dots, at most once in each operand.");

    [DoesNotReturn]
    public static void SeveralArrows(string equation) => throw new ArgumentException(
        $"Einsum: '{equation}' has more than one '->'. There may be one, before the result.");

    [DoesNotReturn]
    public static void SeveralResults(string equation) => throw new ArgumentException(
        $"Einsum: '{equation}' has a comma after '->'. There is one result.");

    [DoesNotReturn]
    public static void RepeatedInResult(string equation, string letter) => throw new ArgumentException(
        $"Einsum: '{letter}' occurs twice in the result of '{equation}'. Each axis of a result must be another.");

    [DoesNotReturn]
    public static void UnknownInResult(string equation, string letter) => throw new ArgumentException(
        $"Einsum: '{letter}' occurs in the result of '{equation}' and in no operand. A result can only keep axes of its operands.");

    [DoesNotReturn]
    public static void TermCount(string equation, int terms, int operands) => throw new ArgumentException(
        $"Einsum: '{equation}' is for {terms} operands and {operands} were given.");

    [DoesNotReturn]
    public static void TermRank(EinsumEquation equation, int operand, in Shape shape) => throw new ArgumentException(
        $"Einsum: operand {operand} {shape} of '{equation.Text}' has {shape.Rank} axes and {equation.Operands[operand].Letters.Length} letters. Each axis needs a letter, unless '...' stands for it.");

    [DoesNotReturn]
    public static void UnequalExtents(string equation, string label, int extent, int other) => throw new ArgumentException(
        $"Einsum: {label} in '{equation}' has the extents {extent} and {other}. The same letter must have the same extent everywhere, or 1.");

    [DoesNotReturn]
    public static void UnequalDiagonal(string equation, string label, in Shape shape) => throw new ArgumentException(
        $"Einsum: {label} in '{equation}' is repeated for axes of different extents of {shape}. Only axes of the same extent have a diagonal.");

    [DoesNotReturn]
    public static void LostEllipsis(string equation, int axes) => throw new ArgumentException(
        $"Einsum: '...' stands for {axes} axes in '{equation}' and is missing in the result. Write it after '->' too, or give letters to axes that are to be summed over.");

    [DoesNotReturn]
    public static void TooManyAxes(string equation, int axes) => throw new ArgumentException(
        $"Einsum: '{equation}' needs a tensor of {axes} axes; at most {Shape.MaxRank} are supported.");
}
