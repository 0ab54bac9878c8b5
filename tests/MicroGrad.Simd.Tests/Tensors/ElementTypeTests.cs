using System.Numerics;
using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>One program in every element type, on both tapes.</summary>
public sealed class ElementTypeTests
{
    [Fact]
    public void A_tensor_program_gives_the_same_numbers_in_every_element_type()
    {
        double[] exact = OnTensors<double>();
        AssertClose(exact, OnTensors<float>(), 1e-5);
        AssertClose(exact, OnTensors<Half>(), 2e-2);
    }

    [Fact]
    public void A_scalar_program_gives_the_same_numbers_in_every_element_type()
    {
        double[] exact = OnValues<double>();
        AssertClose(exact, OnValues<float>(), 1e-5);
        AssertClose(exact, OnValues<Half>(), 2e-2);
        AssertClose(exact, OnValues<System.Runtime.InteropServices.NFloat>(), 1e-14);
    }

    [Fact]
    public void Both_tapes_give_the_same_numbers()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable(0.7), y = tape.Variable(-1.3);
        Tensor<double> z = (x * y).Sin() / (x.Exp() + y.Abs()) - x.Pow(y).Log() + x.Maximum(y).Tanh() * y.Sigmoid() + (-y).Relu().Sqrt().Cos().Minimum(x);
        z.Backward();

        var scalars = new ValueTape<double>();
        Value<double> a = scalars.Variable(0.7), b = scalars.Variable(-1.3);
        Value<double> c = (a * b).Sin() / (a.Exp() + b.Abs()) - a.Pow(b).Log() + Value<double>.Max(a, b).Tanh() * b.Sigmoid()
            + Value<double>.Min((-b).Relu().Sqrt().Cos(), a);
        c.Backward();
        AssertClose([c.Data, a.Grad, b.Grad], [z.Item, x.Grad[0], y.Grad[0]], 1e-14);
    }

    private static double[] OnTensors<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var tape = new TensorTape<T>();
        Tensor<T> x = tape.Variable(Numbers<T>(12), [3, 4]), w = tape.Variable(Numbers<T>(8), [4, 2]), b = tape.Variable(Numbers<T>(2), [2]);
        Tensor<T> y = (x.MatMul(w) + b).Tanh(), z = (y.Transpose().Exp() * T.CreateChecked(0.25)).Max(0) - y.Sigmoid().Mean(1) / (y.Abs().Sum(1) + T.One);
        Tensor<T> loss = y.LogitCrossEntropy([0, 1, 1]) + z.Sum() + y.Softmax(0).Log().Mean() + y.Slice(0, 1, 2).Relu().Maximum(b).Minimum(T.One).Pow(T.CreateChecked(2)).Sum();
        loss.Backward();
        return [.. Doubles<T>([loss.Item]), .. Doubles(x.Grad), .. Doubles(w.Grad), .. Doubles(b.Grad)];
    }

    private static double[] OnValues<T>() where T : IFloatingPointIeee754<T>
    {
        var tape = new ValueTape<T>();
        Value<T>[] x = Array.ConvertAll(Numbers<T>(6), number => tape.Variable(number));
        Value<T> y = (x[0] * x[1]).Tanh() + x[2].Exp() / (x[3].Abs() + T.One) - x[4].Sigmoid().Log() * x[5].Sin();
        y = Value<T>.Max(y, x[0]).Cos() + Value<T>.Min(y, x[1]).Pow(T.One + T.One) + (y.Relu() + T.One).Sqrt();
        y.Backward();
        return Doubles<T>([y.Data, .. x.Select(at => at.Grad)]);
    }

    private static T[] Numbers<T>(int count) where T : IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(1, count).Select(i => T.CreateChecked(Math.Round(Math.Sin(i * 1.7), 3)))];

    private static double[] Doubles<T>(ReadOnlySpan<T> values) where T : IFloatingPointIeee754<T>
    {
        var doubles = new double[values.Length];
        for (int i = 0; i < doubles.Length; i++) doubles[i] = double.CreateChecked(values[i]);
        return doubles;
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
    }
}
