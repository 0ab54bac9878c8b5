using System.Numerics.Tensors;

namespace MicroGrad.Simd.Kernels;

/// <summary>to += from.</summary>
internal readonly struct Accumulate : ITransfer
{
    public static T Apply<T>(T old, T brought) where T : unmanaged, IFloatingPointIeee754<T> => old + brought;

    public static void Run<T>(ReadOnlySpan<T> from, Span<T> to) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Add(to, from, to);

    public static void Spread<T>(T brought, Span<T> to) where T : unmanaged, IFloatingPointIeee754<T> => TensorPrimitives.Add(to, brought, to);
}
