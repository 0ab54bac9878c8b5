using System.Runtime.InteropServices;

namespace MicroGrad.Simd.Ops;

/// <summary>How far apart the elements of a resampled image lie in the image that it is made from, as a node's integers keep it.</summary>
internal readonly record struct ResampleSteps(double Height, double Width, bool AlignsCorners)
{
    /// <summary>How many integers keep it.</summary>
    public static int Length => Unsafe.SizeOf<ResampleSteps>() / sizeof(int);

    /// <summary>As integers for a node to keep.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int> Integers => MemoryMarshal.Cast<ResampleSteps, int>(MemoryMarshal.CreateReadOnlySpan(in this, 1));

    public static ResampleSteps Of(ReadOnlySpan<int> integers) => MemoryMarshal.Cast<int, ResampleSteps>(integers)[0];
}
