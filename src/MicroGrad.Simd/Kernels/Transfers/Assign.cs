namespace MicroGrad.Simd.Kernels;

/// <summary>to = from.</summary>
internal readonly struct Assign : ITransfer
{
    public static T Apply<T>(T old, T brought) where T : unmanaged, IFloatingPointIeee754<T> => brought;

    public static void Run<T>(ReadOnlySpan<T> from, Span<T> to) where T : unmanaged, IFloatingPointIeee754<T> => from.CopyTo(to);

    public static void Reverse<T>(ReadOnlySpan<T> from, Span<T> to) where T : unmanaged, IFloatingPointIeee754<T>
    {
        from.CopyTo(to);
        to.Reverse();
    }

    public static void Spread<T>(T brought, Span<T> to) where T : unmanaged, IFloatingPointIeee754<T> => to.Fill(brought);
}
