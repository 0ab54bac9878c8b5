using MicroGrad.Simd.Numerics;
using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <summary>A number and its derivative along one direction: arithmetic on duals is forward-mode differentiation.</summary>
/// <remarks>
/// It implements all of <see cref="IFloatingPointIeee754{TSelf}"/>, so that generic code is differentiated by calling it with duals; nested in
/// one another and in <see cref="Value{T}"/> they give derivatives of any order. Comparisons, rounding and conversions see the number alone.
/// W. K. Clifford, Preliminary sketch of biquaternions (1873); A. Griewank and A. Walther, Evaluating derivatives (2008), chapter 3.
/// </remarks>
/// <typeparam name="T">The type of number and derivative.</typeparam>
/// <param name="value">The number.</param>
/// <param name="tangent">Its derivative: 1 for what is differentiated by, 0 for a constant.</param>
public readonly partial struct Dual<T>(T value, T tangent) : IDifferentiable<Dual<T>, T>, IZeroThroughout where T : IFloatingPointIeee754<T>
{
    /// <summary>The number.</summary>
    public T Value => value;

    /// <summary>The derivative.</summary>
    public T Tangent => tangent;

    /// <summary>Makes a constant.</summary>
    public static implicit operator Dual<T>(T value) => new(value, T.Zero);

    /// <summary>An op of one dual.</summary>
    /// <typeparam name="TOp">The op; <see cref="Value{T}"/> and <see cref="Tensor{T}"/> apply the same.</typeparam>
    public Dual<T> Apply<TOp>() where TOp : struct, IUnaryOp<TOp> => Record<TOp>(this);

    /// <summary>An op of two duals.</summary>
    /// <typeparam name="TOp">The op; <see cref="Value{T}"/> and <see cref="Tensor{T}"/> apply the same.</typeparam>
    public static Dual<T> Apply<TOp>(Dual<T> a, Dual<T> b) where TOp : struct, IBinaryOp<TOp> => Record<TOp>(a, b);

    /// <summary>The number, formatted as <typeparamref name="T"/> formats itself.</summary>
    public override string ToString() => Value.ToString() ?? "";

    bool IZeroThroughout.IsZeroThroughout => ZeroThroughout.Of(Value) && ZeroThroughout.Of(Tangent);

    bool IZeroThroughout.IsConstantThroughout => ZeroThroughout.OfDerivatives(Value) && ZeroThroughout.Of(Tangent);

    static Dual<T> IDifferentiable<Dual<T>, T>.Constant(T value) => value;

    static T IDifferentiable<Dual<T>, T>.Number(Dual<T> x) => x.Value;

    static T IDifferentiable<Dual<T>, T>.Observe(Dual<T> x) => x.Value;

    static Dual<T> IDifferentiable<Dual<T>, T>.Record<TOp>(Dual<T> x) => Record<TOp>(x);

    static Dual<T> IDifferentiable<Dual<T>, T>.Record<TOp>(Dual<T> a, Dual<T> b) => Record<TOp>(a, b);

    static bool IDifferentiable<Dual<T>, T>.Test<TTest>(Dual<T> a, Dual<T> b) => TTest.Holds(a.Value, b.Value);

    static Dual<T> IDifferentiable<Dual<T>, T>.ProductSum(Dual<T> a, Dual<T> b, Dual<T> c, T y) => new(y, (a * b).Tangent + c.Tangent);

    // A constant operand is not asked for a slope: that may not exist, as in (−2)³ towards the 3.
    private static Dual<T> Record<TOp>(Dual<T> x) where TOp : struct, IUnaryOp<TOp>
    {
        T y = TOp.Apply(x.Value);
        return new(y, ZeroThroughout.Of(x.Tangent) ? T.Zero : x.Tangent * TOp.Slope(x.Value, y));
    }

    private static Dual<T> Record<TOp>(Dual<T> a, Dual<T> b) where TOp : struct, IBinaryOp<TOp>
    {
        T y = TOp.Apply(a.Value, b.Value);
        bool isConstantLeft = ZeroThroughout.Of(a.Tangent), isConstantRight = ZeroThroughout.Of(b.Tangent);
        if (isConstantLeft && isConstantRight) return y;
        if (isConstantRight) return new(y, a.Tangent * TOp.SlopeLeft(a.Value, b.Value, y));
        T right = b.Tangent * TOp.SlopeRight(a.Value, b.Value, y);
        return new(y, isConstantLeft ? right : a.Tangent * TOp.SlopeLeft(a.Value, b.Value, y) + right);
    }
}
