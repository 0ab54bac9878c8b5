using System.Numerics.Tensors;

namespace MicroGrad.Simd.Kernels;

/// <summary>Sums.</summary>
internal readonly struct SumFold : IFold
{
    // Sums of blocks are added up, so the error grows with the number of blocks, not of elements.
    private const int Block = 1024, BlockRows = 256;

    public static void Inner<T>(ReadOnlySpan<T> values, ref T total) where T : IFloatingPointIeee754<T>
    {
        if (values.Length == 1)
        {
            total += values[0];
            return;
        }

        for (; values.Length > Block; values = values[Block..]) total += TensorPrimitives.Sum(values[..Block]);
        total += TensorPrimitives.Sum(values);
    }

    public static void Rows<T>(ReadOnlySpan<T> values, Span<T> totals) where T : IFloatingPointIeee754<T>
    {
        int block = BlockRows * totals.Length;
        for (; values.Length > block; values = values[block..]) AddRows(values[..block], totals);
        if (!values.IsEmpty) AddRows(values, totals);
    }

    private static void AddRows<T>(ReadOnlySpan<T> values, Span<T> totals) where T : IFloatingPointIeee754<T>
    {
        int width = totals.Length, column = 0;
        if (Vector.IsHardwareAccelerated && Vector<T>.IsSupported)
        {
            for (; column <= width - Vector<T>.Count; column += Vector<T>.Count)
            {
                var sum = new Vector<T>(values[column..]);
                for (int at = column + width; at < values.Length; at += width) sum += new Vector<T>(values[at..]);
                (new Vector<T>(totals[column..]) + sum).CopyTo(totals[column..]);
            }
        }

        for (; column < width; column++)
        {
            T sum = values[column];
            for (int at = column + width; at < values.Length; at += width) sum += values[at];
            totals[column] += sum;
        }
    }
}
