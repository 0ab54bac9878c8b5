namespace MicroGrad.Simd.Kernels;

/// <summary>The sizes of a pool: planes, each the image of one channel, that have nothing to do with one another.</summary>
internal readonly record struct PoolSizes(int Planes, PoolAxis Height, PoolAxis Width)
{
    public int InputArea => Height.Input * Width.Input;

    public int OutputArea => Height.Output * Width.Output;

    /// <summary>Elements that are read, roughly.</summary>
    public long Work => (long)Planes * Math.Max(InputArea, (long)OutputArea * Height.Windows.Kernel * Width.Windows.Kernel);
}
