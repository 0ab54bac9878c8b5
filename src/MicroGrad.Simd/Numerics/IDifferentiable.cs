using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd.Numerics;

/// <summary>A number that carries derivatives: how ops and comparisons act on it. All of <see cref="IFloatingPointIeee754{TSelf}"/> follows from that, once for every such type.</summary>
/// <typeparam name="TSelf">The number with its derivatives.</typeparam>
/// <typeparam name="T">The number without.</typeparam>
internal partial interface IDifferentiable<TSelf, T> : IFloatingPointIeee754<TSelf>, IMinMaxValue<TSelf>
    where TSelf : struct, IDifferentiable<TSelf, T>
    where T : IFloatingPointIeee754<T>
{
    /// <summary>A number whose derivatives are 0.</summary>
    static abstract TSelf Constant(T value);

    /// <summary>The number without its derivatives, for a use that the derivatives survive.</summary>
    static abstract T Number(TSelf x);

    /// <summary>The same for a use that ends in something other than a number of this type.</summary>
    static abstract T Observe(TSelf x);

    static abstract TSelf Record<TOp>(TSelf x) where TOp : struct, IUnaryOp<TOp>;

    static abstract TSelf Record<TOp>(TSelf a, TSelf b) where TOp : struct, IBinaryOp<TOp>;

    /// <summary>Whether a test holds of two numbers; a test of one number reads the first.</summary>
    static abstract bool Test<TTest>(TSelf a, TSelf b) where TTest : struct, ITest;

    /// <summary>a b + c, rounded as <paramref name="y"/> is.</summary>
    static abstract TSelf ProductSum(TSelf a, TSelf b, TSelf c, T y);
}
