namespace MicroGrad.Simd.Kernels;

/// <summary>What becomes of an element that another one is brought to.</summary>
internal interface ITransfer
{
    static abstract T Apply<T>(T old, T brought) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The same for rows without gaps.</summary>
    static abstract void Run<T>(ReadOnlySpan<T> from, Span<T> to) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The same for a row that is brought last element first.</summary>
    static abstract void Reverse<T>(ReadOnlySpan<T> from, Span<T> to) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The same for one element that goes to every place of a row.</summary>
    static abstract void Spread<T>(T brought, Span<T> to) where T : unmanaged, IFloatingPointIeee754<T>;
}
