using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd.Numerics;

/// <summary>y = 1 where a test holds of a and b, else 0.</summary>
internal readonly struct TestOp<TTest> : IBinaryOp<TestOp<TTest>>, IComparison where TTest : struct, ITest
{
    public static string Name => TTest.Name;

    public static Saves Saves => Saves.None;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => TTest.Holds(a, b) ? T.One : T.Zero;

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.Zero;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.Zero;
}
