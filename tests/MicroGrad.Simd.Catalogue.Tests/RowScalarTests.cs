using FsCheck;
using MicroGrad.Simd.Testing;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests;

/// <summary>Every element-wise op on tensors that broadcast against the same op on scalars, element by element.</summary>
public sealed class RowScalarTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Names => [.. OpTable<double>.Rows.Where(row => row.Scalar is not null).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Tensors_give_the_values_and_gradients_of_scalars(string name)
    {
        OpRow<double> row = OpTable<double>.Rows.Single(row => row.Name == name);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200).WithQuietOnSuccess(true), GradientProperties.ForAll(draw => Compare(row, draw)));
    }

    private static void Compare(OpRow<double> row, Draw draw)
    {
        Shape first = draw.Shape();
        Tensor<double>[] operands = [.. row.Operands.Select((values, i) => draw.Tensor(i == 0 ? first : draw.BroadcastsWith(first), values))];
        Tensor<double> y = row.Elementwise!(operands);
        double[] upstream = draw.Numbers(y.Shape.ElementCount);
        if (y.RequiresGrad) y.Backward(upstream);

        var tape = new ValueTape<double>();
        Value<double>[][] scalars = Array.ConvertAll(operands, operand => Array.ConvertAll(operand.Data.ToArray(), tape.Variable));
        Value<double> sum = 0.0;
        for (int i = 0; i < upstream.Length; i++)
        {
            Value<double> element = row.Scalar!([.. scalars.Select((elements, operand) => elements[Offset(i, y.Shape, operands[operand].Shape)])]);
            AssertClose(element.Data, y.Data[i], $"element {i}");
            sum += upstream[i] * element;
        }

        if (sum.IsConstant) return;
        sum.Backward();
        for (int operand = 0; operand < operands.Length; operand++)
            for (int i = 0; i < scalars[operand].Length; i++) AssertClose(scalars[operand][i].Grad, y.RequiresGrad ? operands[operand].Grad[i] : 0, $"gradient {i} of operand {operand}");
    }

    /// <summary>Where the element stands that broadcasting puts at an index of the result.</summary>
    private static int Offset(int index, Shape result, Shape operand)
    {
        int offset = 0, stride = 1;
        for (int axis = 1; axis <= operand.Rank; axis++)
        {
            if (operand[^axis] != 1) offset += index % result[^axis] * stride;
            index /= result[^axis];
            stride *= operand[^axis];
        }

        return offset;
    }

    private static void AssertClose(double expected, double actual, string what) => Assert.True(
        Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)), FormattableString.Invariant($"{what}: the scalar engine gives {expected:R}, tensors give {actual:R}"));
}
