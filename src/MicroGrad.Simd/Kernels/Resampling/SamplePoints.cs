namespace MicroGrad.Simd.Kernels;

/// <summary>Where the elements of a resampled axis lie between those of the axis that it is made from: a fraction of the way from one to the next.</summary>
internal readonly unsafe struct SamplePoints<T>(int input, int output, int* indices, T* fractions)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Input => input;

    public int Output => output;

    /// <summary>The nearer to the start, of the two elements that each lies between.</summary>
    public int* Low => indices;

    /// <summary>The other one; the same at the ends.</summary>
    public int* High => indices + output;

    public T* Fractions => fractions;

    /// <summary>Each takes the element at ⌊o·step⌋.</summary>
    public void FillNearest(double step)
    {
        for (int o = 0; o < output; o++)
        {
            Low[o] = High[o] = (int)Math.Min(Math.Floor(o * step), input - 1);
            fractions[o] = T.Zero;
        }
    }

    /// <summary>Each lies at o·step where the corners are aligned, else at (o + ½)·step − ½, and not before the first.</summary>
    public void FillLinear(double step, bool alignCorners)
    {
        for (int o = 0; o < output; o++)
        {
            double at = alignCorners ? o * step : Math.Max(0, (o + 0.5) * step - 0.5);
            int low = (int)Math.Min(at, input - 1);
            Low[o] = low;
            High[o] = Math.Min(low + 1, input - 1);
            fractions[o] = T.CreateTruncating(Math.Clamp(at - low, 0, 1));
        }
    }
}
