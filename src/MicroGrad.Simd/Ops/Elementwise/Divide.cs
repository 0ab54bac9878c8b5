using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = a / b; slopes 1 / b and −y / b.</summary>
internal readonly struct Divide : IBinaryOp<Divide>
{
    public static string Name => "÷";

    public static Saves Saves => Saves.Right | Saves.Output;

    public static Domain RightDomain => Domain.NonZero;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => a / b;

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.One / b;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => -y / b;

    public static void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : IFloatingPointIeee754<T> => TensorPrimitives.Divide(a, b, y);
}
