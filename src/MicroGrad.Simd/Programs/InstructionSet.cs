using MicroGrad.Simd.Numerics;
using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd.Programs;

/// <summary>Every instruction that a saved program may have, by its name.</summary>
internal static class InstructionSet
{
    public static Dictionary<string, LaneOp<T>> Of<T>() where T : unmanaged, IFloatingPointIeee754<T> =>
        OpCatalog.Unary<T>().Select(rule => rule.Lanes).Concat(OpCatalog.Binary<T>().Select(rule => rule.Lanes)).Concat(Others<T>()).ToDictionary(op => op.Name);

    private static LaneOp<T>[] Others<T>() where T : unmanaged, IFloatingPointIeee754<T> =>
    [
        SelectLaneOp<T>.Instance,
        VectorLaneOp2<Less, T>.Instance,
        VectorLaneOp2<LessOrEqual, T>.Instance,
        VectorLaneOp2<Equal, T>.Instance,
        UnaryLaneOp<AcosPi, T>.Instance,
        UnaryLaneOp<AsinPi, T>.Instance,
        UnaryLaneOp<AtanPi, T>.Instance,
        UnaryLaneOp<BitDecrement, T>.Instance,
        UnaryLaneOp<BitIncrement, T>.Instance,
        UnaryLaneOp<CosPi, T>.Instance,
        UnaryLaneOp<Detach, T>.Instance,
        UnaryLaneOp<Exp10, T>.Instance,
        UnaryLaneOp<SinPi, T>.Instance,
        UnaryLaneOp<TanPi, T>.Instance,
        UnaryLaneOp<Truncate, T>.Instance,
        BinaryLaneOp<Atan2Pi, T>.Instance,
        VectorLaneOp2<CopySign, T>.Instance,
        BinaryLaneOp<Ieee754Remainder, T>.Instance,
        BinaryLaneOp<LogToBase, T>.Instance,
        BinaryLaneOp<Modulus, T>.Instance,
        BinaryLaneOp<RootN, T>.Instance,
        BinaryLaneOp<RoundTo, T>.Instance,
        BinaryLaneOp<ScaleB, T>.Instance,
        BinaryLaneOp<Pick<MaxNumber>, T>.Instance,
        BinaryLaneOp<Pick<MinNumber>, T>.Instance,
        BinaryLaneOp<Pick<MaxMagnitude>, T>.Instance,
        BinaryLaneOp<Pick<MinMagnitude>, T>.Instance,
        BinaryLaneOp<Pick<MaxMagnitudeNumber>, T>.Instance,
        BinaryLaneOp<Pick<MinMagnitudeNumber>, T>.Instance,
        BinaryLaneOp<TestOp<IsSame>, T>.Instance,
        BinaryLaneOp<TestOp<IsEvenInteger>, T>.Instance,
        BinaryLaneOp<TestOp<IsFinite>, T>.Instance,
        BinaryLaneOp<TestOp<IsInfinity>, T>.Instance,
        BinaryLaneOp<TestOp<IsInteger>, T>.Instance,
        BinaryLaneOp<TestOp<IsNaN>, T>.Instance,
        BinaryLaneOp<TestOp<IsNegative>, T>.Instance,
        BinaryLaneOp<TestOp<IsNegativeInfinity>, T>.Instance,
        BinaryLaneOp<TestOp<IsNormal>, T>.Instance,
        BinaryLaneOp<TestOp<IsOddInteger>, T>.Instance,
        BinaryLaneOp<TestOp<IsPositive>, T>.Instance,
        BinaryLaneOp<TestOp<IsPositiveInfinity>, T>.Instance,
        BinaryLaneOp<TestOp<IsSubnormal>, T>.Instance,
    ];
}
