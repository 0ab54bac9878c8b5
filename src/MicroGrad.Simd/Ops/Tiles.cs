namespace MicroGrad.Simd.Ops;

/// <summary>How element-wise work is cut: pieces that stay in the first-level cache.</summary>
internal static class Tiles
{
    /// <summary>Elements in one scratch tile.</summary>
    public const int Length = 1024;

    private const int CacheLine = 64;

    // Above 256 KB TensorPrimitives stores past the caches, which costs twice the time while the data fits in them.
    private const int ContiguousLength = 8192;

    /// <summary>Elements of stack memory that hold so many tiles, wherever it starts.</summary>
    public static unsafe int StackLength<T>(int tiles) where T : unmanaged => tiles == 0 ? 0 : tiles * Length + CacheLine / sizeof(T) + 1;

    /// <summary>A tile in memory of <see cref="StackLength"/>, on whole cache lines.</summary>
    public static unsafe Span<T> OnStack<T>(T* memory, int number) where T : unmanaged =>
        new((T*)(((nint)memory + CacheLine - 1) & -CacheLine) + number * Length, Length);

    /// <summary>The piece to cut a shape into. Where an operand is gathered, whole rows, so that a broadcast row is gathered once for all pieces.</summary>
    public static int Choose(in Shape shape, bool contiguous)
    {
        if (contiguous) return ContiguousLength;
        int rows = 1;
        for (int i = shape.Rank - 1; i >= 0 && shape.Extents[i] > 0 && (long)rows * shape.Extents[i] <= Length; i--) rows *= shape.Extents[i];
        return Length / rows * rows;
    }
}
