using System.Numerics;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue;

/// <summary>Rows of element-wise ops, which the scalar engine has too.</summary>
internal static class Element<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly Shape Large = [256, 1024];

    public static OpRow<T> One(
        string name, string formula, string gradient, string torch, string member,
        Func<Tensor<T>, Tensor<T>> tensor, Func<Value<T>, Value<T>> value, Func<Tensor<float>, Tensor<float>> speed,
        Values? values = null, string edges = "")
    {
        values ??= Values.Any;
        return new OpRow<T>(name, formula, gradient, torch)
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

    public static OpRow<T> Two(
        string name, string formula, string gradient, string torch, string member,
        Func<Tensor<T>, Tensor<T>, Tensor<T>> tensor, Func<Value<T>, Value<T>, Value<T>> value,
        Func<Tensor<float>, Tensor<float>, Tensor<float>> speed, Values? left = null, Values? right = null, string edges = "")
    {
        left ??= Values.Any;
        right ??= Values.Any;
        return new OpRow<T>(name, formula, gradient, torch)
        {
            Edges = edges,
            Members = [member],
            Sample = draw =>
            {
                Shape shape = draw.Shape();
                Tensor<T> a = draw.Tensor(shape, left);
                return tensor(a, draw.Tensor(draw.BroadcastsWith(shape), right));
            },
            Speed = bench => speed(bench.Tensor(Large, (float)left.Low, (float)left.High), bench.Tensor(Large, (float)right.Low, (float)right.High)),
            Scalar = x => value(x[0], x[1]),
            Elementwise = x => tensor(x[0], x[1]),
            Operands = [left, right],
        };
    }
}
