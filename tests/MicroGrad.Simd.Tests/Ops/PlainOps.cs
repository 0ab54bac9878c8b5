using System.Numerics;
using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>The ops of the catalogue with nothing but the loops that their interface gives them.</summary>
internal static class PlainOps
{
    public static UnaryRule<T> Of<T>(UnaryRule<T> op) where T : unmanaged, IFloatingPointIeee754<T> =>
        (UnaryRule<T>)Make(typeof(UnaryRule<,>), typeof(Unary<>), op);

    public static BinaryRule<T> Of<T>(BinaryRule<T> op) where T : unmanaged, IFloatingPointIeee754<T> =>
        (BinaryRule<T>)Make(typeof(BinaryRule<,>), typeof(Binary<>), op);

    private static object Make<T>(Type rule, Type plain, Rule<T> op) where T : unmanaged, IFloatingPointIeee754<T> =>
        Activator.CreateInstance(rule.MakeGenericType(plain.MakeGenericType(op.GetType().GetGenericArguments()[0]), typeof(T)))!;

    private readonly struct Unary<TOp> : IUnaryOp<Unary<TOp>> where TOp : struct, IUnaryOp<TOp>
    {
        public static string Name => TOp.Name;

        public static Saves Saves => TOp.Saves;

        public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => TOp.Apply(x);

        public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => TOp.Slope(x, y);
    }

    private readonly struct Binary<TOp> : IBinaryOp<Binary<TOp>> where TOp : struct, IBinaryOp<TOp>
    {
        public static string Name => TOp.Name;

        public static Saves Saves => TOp.Saves;

        public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => TOp.Apply(a, b);

        public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => TOp.SlopeLeft(a, b, y);

        public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => TOp.SlopeRight(a, b, y);

        public static void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : IFloatingPointIeee754<T>
        {
            for (int i = 0; i < y.Length; i++) y[i] = TOp.Apply(a[i], b[i]);
        }
    }
}
