namespace MicroGrad.Simd.Kernels;

/// <summary>The images in shares, each with a sum of its own of the VJP for the weights; these are then added in order.</summary>
/// <remarks>How many there are depends on the sizes alone, so that the same bits come out for every number of threads.</remarks>
internal readonly unsafe struct WeightShares
{
    private const int Most = 8;
    private const int MostElements = 256 * 1024;    // of all sums together
    private const long LeastWork = 250_000;         // multiply-adds of a share

    private readonly int _images, _weights;

    // At most as many as there are images, so that each has one.
    public WeightShares(in ConvolutionSizes sizes)
    {
        (_images, _weights) = (sizes.Images, sizes.WeightLength);
        long most = Math.Min(Math.Min(Most, _images), Math.Min(sizes.Work / LeastWork, MostElements / Math.Max(1, _weights)));
        Count = (int)Math.Max(1, most);
    }

    public int Count { get; }

    /// <summary>Elements of all the sums; 0 where there is one share only, which needs none.</summary>
    public int SumsLength => Count > 1 ? Count * _weights : 0;

    /// <summary>The first image of a share, and one past the last of the share before it.</summary>
    public int Start(int share) => (int)((long)share * _images / Count);

    /// <summary>Where a share's sum is; holds rubbish where it is not dW itself.</summary>
    public T* Sum<T>(int share, T* sums, T* dWeight) where T : unmanaged => Count == 1 ? dWeight : sums + (nint)share * _weights;

    /// <summary>dW += the sums, in order.</summary>
    public void Add<T>(T* sums, T* dWeight) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Count > 1) ColumnFold.Run<T, SumFold>(sums, _weights, Count, _weights, dWeight, accumulate: true);
    }
}
