namespace MicroGrad.Simd.Numerics;

/// <content>Constants.</content>
internal partial interface IDifferentiable<TSelf, T>
{
    static TSelf INumberBase<TSelf>.One => TSelf.Constant(T.One);

    static TSelf INumberBase<TSelf>.Zero => TSelf.Constant(T.Zero);

    static int INumberBase<TSelf>.Radix => T.Radix;

    static TSelf IAdditiveIdentity<TSelf, TSelf>.AdditiveIdentity => TSelf.Constant(T.AdditiveIdentity);

    static TSelf IMultiplicativeIdentity<TSelf, TSelf>.MultiplicativeIdentity => TSelf.Constant(T.MultiplicativeIdentity);

    static TSelf ISignedNumber<TSelf>.NegativeOne => TSelf.Constant(T.NegativeOne);

    static TSelf IFloatingPointConstants<TSelf>.E => TSelf.Constant(T.E);

    static TSelf IFloatingPointConstants<TSelf>.Pi => TSelf.Constant(T.Pi);

    static TSelf IFloatingPointConstants<TSelf>.Tau => TSelf.Constant(T.Tau);

    static TSelf IFloatingPointIeee754<TSelf>.Epsilon => TSelf.Constant(T.Epsilon);

    static TSelf IFloatingPointIeee754<TSelf>.NaN => TSelf.Constant(T.NaN);

    static TSelf IFloatingPointIeee754<TSelf>.NegativeInfinity => TSelf.Constant(T.NegativeInfinity);

    static TSelf IFloatingPointIeee754<TSelf>.NegativeZero => TSelf.Constant(T.NegativeZero);

    static TSelf IFloatingPointIeee754<TSelf>.PositiveInfinity => TSelf.Constant(T.PositiveInfinity);

    // The largest number below ∞ is found without asking more of T than the interface does.
    static TSelf IMinMaxValue<TSelf>.MaxValue => TSelf.Constant(T.BitDecrement(T.PositiveInfinity));

    static TSelf IMinMaxValue<TSelf>.MinValue => TSelf.Constant(T.BitIncrement(T.NegativeInfinity));
}
