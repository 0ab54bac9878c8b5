namespace MicroGrad.Simd.Kernels;

/// <summary>|x| for a smooth function that is computed from its right half: at 0 its slope is 1, where that of the absolute value would be 0 and lose a derivative.</summary>
internal static class Magnitude
{
    public static T Of<T>(T x) where T : IFloatingPointIeee754<T> => x < T.Zero ? -x : x + T.Zero; // the sum makes −0 a 0
}
