namespace MicroGrad.Simd.Kernels;

/// <summary>Columns one by one.</summary>
internal readonly unsafe struct PlainColumns<T, TFold> : IColumnBlock<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFold : struct, IFold
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* x, nint stride, nint rows, nint width, T* totals, bool accumulate)
    {
        for (nint j = 0; j < width; j++)
        {
            T total = TFold.Identity<T>();
            T* at = x + j;
            nint i = 0;
            for (; i <= rows - 4; i += 4, at += 4 * stride)
                total = TFold.Apply(total, TFold.Apply(TFold.Apply(at[0], at[stride]), TFold.Apply(at[2 * stride], at[3 * stride])));
            for (; i < rows; i++, at += stride) total = TFold.Apply(total, *at);
            totals[j] = accumulate ? TFold.Apply(totals[j], total) : total;
        }
    }
}
