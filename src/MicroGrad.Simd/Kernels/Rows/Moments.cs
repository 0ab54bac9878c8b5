namespace MicroGrad.Simd.Kernels;

/// <summary>How many numbers, their mean in two parts, and the sum of the squares of their distances from it.</summary>
/// <remarks>
/// Long rows are halved, and the halves' moments merged: T. Chan, G. Golub and R. LeVeque, "Algorithms for Computing the Sample Variance",
/// The American Statistician 37(3), 1983. So rounding errors grow with the logarithm of the length, and memory is read once.
/// </remarks>
internal readonly record struct Moments<T>(T Count, T Mean, T Rest, T Squares) where T : IFloatingPointIeee754<T>
{
    public Moments<T> Merge(in Moments<T> other)
    {
        T count = Count + other.Count, part = other.Count / count;
        T apart = other.Mean - Mean + (other.Rest - Rest), shift = Rest + apart * part;
        T mean = Mean + shift;
        return new(count, mean, Mean - mean + shift, Squares + other.Squares + apart * apart * Count * part);
    }
}
