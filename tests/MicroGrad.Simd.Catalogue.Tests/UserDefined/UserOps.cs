using System.Numerics;
using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd.Catalogue.Tests.UserDefined;

/// <summary>y = x³, with no more than has to be said.</summary>
internal readonly struct Cube : IUnaryOp<Cube>
{
    public static string Name => "cube";

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => x * x * x;

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.CreateChecked(3) * x * x;
}

/// <summary>The same with a slope that is wrong by a thousandth.</summary>
internal readonly struct AlmostCube : IUnaryOp<AlmostCube>
{
    public static string Name => "almost cube";

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => Cube.Apply(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.CreateChecked(3.003) * x * x;
}

/// <summary>y = a e^b.</summary>
internal readonly struct Grow : IBinaryOp<Grow>
{
    public static string Name => "grow";

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => a * T.Exp(b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.Exp(b);

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => y;
}

/// <summary>Row r of x times the r-th weight, all rows summed: a rule of shapes of its own, which saves something and has three operands.</summary>
internal sealed class WeightedRows : TensorOp<double>
{
    public override string Name => "weighted rows";

    protected override Shape ResultShape(ReadOnlySpan<Shape> operands) =>
        operands.Length == 3 && operands[0].Rank == 2 && operands[1] == [operands[0][0]] && operands[2] == [operands[0][1]]
            ? [operands[0][1]]
            : throw new ArgumentException("weighted rows: x must be a matrix, with a weight for each row and a factor for each column.");

    protected override void Forward(ForwardPass<double> pass)
    {
        ReadOnlySpan<double> x = pass.Operand(0), weights = pass.Operand(1), factors = pass.Operand(2);
        Span<double> sums = pass.Save(pass.Result.Length), y = pass.Result;
        sums.Clear();
        for (int r = 0; r < weights.Length; r++)
            for (int c = 0; c < sums.Length; c++) sums[c] += weights[r] * x[r * sums.Length + c];
        for (int c = 0; c < y.Length; c++) y[c] = sums[c] * factors[c];
    }

    protected override void AddVjp(BackwardPass<double> pass)
    {
        ReadOnlySpan<double> x = pass.Operand(0), weights = pass.Operand(1), factors = pass.Operand(2), dy = pass.Upstream, sums = pass.Saved;
        Span<double> ds = pass.Scratch(dy.Length);
        for (int c = 0; c < dy.Length; c++) ds[c] = dy[c] * factors[c];
        if (pass.Wants(2))
            for (int c = 0; c < dy.Length; c++) pass.Gradient(2)[c] += dy[c] * sums[c];
        for (int r = 0; r < weights.Length; r++)
        {
            for (int c = 0; c < ds.Length; c++)
            {
                if (pass.Wants(0)) pass.Gradient(0)[r * ds.Length + c] += weights[r] * ds[c];
                if (pass.Wants(1)) pass.Gradient(1)[r] += x[r * ds.Length + c] * ds[c];
            }
        }
    }
}

/// <summary>The sum of the squares of any number of tensors of one shape.</summary>
internal sealed class Total : TensorOp<double>
{
    public override string Name => "total";

    protected override Shape ResultShape(ReadOnlySpan<Shape> operands) => operands[0];

    protected override void Forward(ForwardPass<double> pass)
    {
        pass.Result.Clear();
        for (int operand = 0; operand < pass.OperandCount; operand++)
            for (int i = 0; i < pass.Result.Length; i++) pass.Result[i] += pass.Operand(operand)[i] * pass.Operand(operand)[i];
    }

    protected override void AddVjp(BackwardPass<double> pass)
    {
        for (int operand = 0; operand < pass.OperandCount; operand++)
        {
            if (!pass.Wants(operand)) continue;
            for (int i = 0; i < pass.Upstream.Length; i++) pass.Gradient(operand)[i] += 2 * pass.Upstream[i] * pass.Operand(operand)[i];
        }
    }
}

/// <summary>Which elements are above another tensor's: no gradient exists for either.</summary>
internal sealed class Above : TensorOp<double>
{
    public override string Name => "above";

    protected override Shape ResultShape(ReadOnlySpan<Shape> operands) => operands[0];

    protected override void Forward(ForwardPass<double> pass)
    {
        for (int i = 0; i < pass.Result.Length; i++) pass.Result[i] = pass.Operand(0)[i] > pass.Operand(1)[i] ? 1 : 0;
    }

    protected override void AddVjp(BackwardPass<double> pass) => throw new InvalidOperationException("Nothing can ask for this.");

    protected override bool IsDifferentiable(int operand) => false;
}
