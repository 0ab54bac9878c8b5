namespace MicroGrad.Simd.Kernels;

/// <summary>Parts of plain loops over rows.</summary>
internal static unsafe class PlainRow
{
    /// <summary>−∞ for a row without elements.</summary>
    public static T Largest<T>(T* x, int width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T largest = T.NegativeInfinity;
        for (int i = 0; i < width; i++) largest = T.Max(largest, x[i]);
        return largest;
    }
}
