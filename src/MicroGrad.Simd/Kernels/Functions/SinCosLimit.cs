namespace MicroGrad.Simd.Kernels;

/// <summary>Up to where the vector forms of sin and cos are accurate: beyond, multiples of π/2 have more bits than their parts allow for.</summary>
internal static class SinCosLimit
{
    public static double Of<T>() => typeof(T) == typeof(float) ? 1 << 17 : 1 << 30;
}
