namespace MicroGrad.Simd.Ops;

/// <summary>Every element-wise op, one line each.</summary>
internal static class OpCatalog
{
    public static UnaryRule<T>[] Unary<T>() where T : unmanaged, IFloatingPointIeee754<T> =>
    [
        UnaryRule<Negate, T>.Instance,
        UnaryRule<Abs, T>.Instance,
        UnaryRule<Relu, T>.Instance,
        UnaryRule<Sqrt, T>.Instance,
        UnaryRule<Exp, T>.Instance,
        UnaryRule<Log, T>.Instance,
        UnaryRule<Sin, T>.Instance,
        UnaryRule<Cos, T>.Instance,
        UnaryRule<Tanh, T>.Instance,
        UnaryRule<Sigmoid, T>.Instance,
        UnaryRule<Softplus, T>.Instance,
        UnaryRule<Erf, T>.Instance,
        UnaryRule<Gelu, T>.Instance,
        UnaryRule<GeluTanh, T>.Instance,
    ];

    public static BinaryRule<T>[] Binary<T>() where T : unmanaged, IFloatingPointIeee754<T> =>
    [
        BinaryRule<Add, T>.Instance,
        BinaryRule<Subtract, T>.Instance,
        BinaryRule<Multiply, T>.Instance,
        BinaryRule<Divide, T>.Instance,
        BinaryRule<Max, T>.Instance,
        BinaryRule<Min, T>.Instance,
        BinaryRule<Pow, T>.Instance,
    ];
}
