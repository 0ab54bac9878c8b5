using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue;

/// <summary>Rows of element-wise ops, which the scalar engine has too.</summary>
internal static class Element
{
    private static readonly Shape Large = [256, 1024];

    public static OpRow One(
        string name, string formula, string gradient, string torch, string member,
        Func<Tensor<double>, Tensor<double>> tensor, Func<Value<double>, Value<double>> value, Func<Tensor<float>, Tensor<float>> speed,
        Values? values = null, string edges = "")
    {
        values ??= Values.Any;
        return new OpRow(name, formula, gradient, torch)
        {
            Edges = edges,
            Members = [member],
            Sample = draw => tensor(draw.Tensor(values)),
            Speed = bench => speed(bench.Tensor(Large, (float)values.Low, (float)values.High)),
            Scalar = x => value(x[0]),
            Elementwise = x => tensor(x[0]),
            Operands = [values],
        };
    }

    public static OpRow Two(
        string name, string formula, string gradient, string torch, string member,
        Func<Tensor<double>, Tensor<double>, Tensor<double>> tensor, Func<Value<double>, Value<double>, Value<double>> value,
        Func<Tensor<float>, Tensor<float>, Tensor<float>> speed, Values? left = null, Values? right = null, string edges = "")
    {
        left ??= Values.Any;
        right ??= Values.Any;
        return new OpRow(name, formula, gradient, torch)
        {
            Edges = edges,
            Members = [member],
            Sample = draw =>
            {
                Shape shape = draw.Shape();
                Tensor<double> a = draw.Tensor(shape, left);
                return tensor(a, draw.Tensor(draw.BroadcastsWith(shape), right));
            },
            Speed = bench => speed(bench.Tensor(Large, (float)left.Low, (float)left.High), bench.Tensor(Large, (float)right.Low, (float)right.High)),
            Scalar = x => value(x[0], x[1]),
            Elementwise = x => tensor(x[0], x[1]),
            Operands = [left, right],
        };
    }
}
