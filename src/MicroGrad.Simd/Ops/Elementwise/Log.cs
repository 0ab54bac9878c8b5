using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = ln x; slope 1 / x.</summary>
internal readonly struct Log : IUnaryOp<Log>
{
    public static string Name => "log";

    public static Saves Saves => Saves.Input;

    public static Domain Domain => Domain.Positive;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Log(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / x;

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => TensorPrimitives.Log(x, y);
}
