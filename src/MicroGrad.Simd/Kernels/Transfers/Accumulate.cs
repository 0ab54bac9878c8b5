using System.Numerics.Tensors;

namespace MicroGrad.Simd.Kernels;

/// <summary>to += from.</summary>
internal readonly struct Accumulate : ITransfer
{
    public static T Apply<T>(T old, T brought) where T : unmanaged, IFloatingPointIeee754<T> => old + brought;

    public static void Run<T>(ReadOnlySpan<T> from, Span<T> to) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Add(to, from, to);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reverse<T>(ReadOnlySpan<T> from, Span<T> to) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < to.Length; i++) to[i] += from[from.Length - 1 - i];
    }

    public static void Spread<T>(T brought, Span<T> to) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Add(to, brought, to);
}
