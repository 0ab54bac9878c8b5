using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = a b; slopes b and a.</summary>
internal readonly struct Multiply : IBinaryOp<Multiply>
{
    public static string Name => "×";

    public static Saves Saves => Saves.Left | Saves.Right;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => a * b;

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => b;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => a;

    public static void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : IFloatingPointIeee754<T> => TensorPrimitives.Multiply(a, b, y);

    public static void AddVjpLeft<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> da)
        where T : IFloatingPointIeee754<T> => TensorPrimitives.MultiplyAdd(dy, b, da, da);

    public static void AddVjpRight<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> y, Span<T> db)
        where T : IFloatingPointIeee754<T> => TensorPrimitives.MultiplyAdd(dy, a, db, db);
}
