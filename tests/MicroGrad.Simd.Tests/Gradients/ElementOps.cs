namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>Where an operand has to be for a function to be smooth around it.</summary>
internal enum Needs
{
    Nothing,
    Positive,
    AwayFromZero,
}

/// <summary>An element-wise function of one operand, in both engines.</summary>
internal sealed record OneOp(
    string Name, Func<Tensor<double>, Tensor<double>> OnTensor, Func<Value<double>, Value<double>> OnValue, Needs Needs = Needs.Nothing);

/// <summary>An element-wise function of two operands, in both engines.</summary>
internal sealed record TwoOp(
    string Name, Func<Tensor<double>, Tensor<double>, Tensor<double>> OnTensor, Func<Value<double>, Value<double>, Value<double>> OnValue,
    Needs Left = Needs.Nothing, Needs Right = Needs.Nothing, bool KinkWhereEqual = false);

internal static class ElementOps
{
    public static readonly OneOp Abs = new("abs", x => x.Abs(), x => x.Abs(), Needs.AwayFromZero);

    public static readonly TwoOp Add = new("add", (a, b) => a + b, (a, b) => a + b), Multiply = new("multiply", (a, b) => a * b, (a, b) => a * b);

    public static readonly OneOp[] OfOne =
    [
        Abs,
        new("relu", x => x.Relu(), x => x.Relu(), Needs.AwayFromZero),
        new("negate", x => -x, x => -x),
        new("plus", x => +x, x => +x),
        new("exp", x => x.Exp(), x => x.Exp()),
        new("log", x => x.Log(), x => x.Log(), Needs.Positive),
        new("sqrt", x => x.Sqrt(), x => x.Sqrt(), Needs.Positive),
        new("sin", x => x.Sin(), x => x.Sin()),
        new("cos", x => x.Cos(), x => x.Cos()),
        new("tanh", x => x.Tanh(), x => x.Tanh()),
        new("sigmoid", x => x.Sigmoid(), x => x.Sigmoid()),
        new("softplus", x => x.Softplus(), x => x.Softplus()),
        new("erf", x => x.Erf(), x => x.Erf()),
        new("gelu", x => x.Gelu(), x => x.Gelu()),
        new("gelu tanh", x => x.GeluTanh(), x => x.GeluTanh()),
        new("square", x => x.Pow(2), x => x.Pow(2)),
        new("cube", x => x.Pow(3), x => x.Pow(3)),
        new("pow -1", x => x.Pow(-1), x => x.Pow(-1), Needs.AwayFromZero),
        new("pow 0", x => x.Pow(0), x => x.Pow(0), Needs.Positive),
        new("pow 1.7", x => x.Pow(1.7), x => Value<double>.Pow(x, 1.7), Needs.Positive),
        new("1.5 minus", x => 1.5 - x, x => 1.5 - x),
        new("times 0.8", x => x * 0.8, x => x * 0.8),
        new("2 over", x => 2 / x, x => 2 / x, Needs.AwayFromZero),
    ];

    public static readonly TwoOp[] OfTwo =
    [
        Add,
        new("subtract", (a, b) => a - b, (a, b) => a - b),
        Multiply,
        new("divide", (a, b) => a / b, (a, b) => a / b, Right: Needs.AwayFromZero),
        new("pow", (a, b) => a.Pow(b), (a, b) => a.Pow(b), Left: Needs.Positive),
        new("maximum", (a, b) => a.Maximum(b), Value<double>.Max, KinkWhereEqual: true),
        new("minimum", (a, b) => a.Minimum(b), Value<double>.Min, KinkWhereEqual: true),
    ];
}
