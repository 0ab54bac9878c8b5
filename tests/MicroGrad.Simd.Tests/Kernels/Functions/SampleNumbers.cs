using System.Numerics;

namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>Inputs that leave no corner out.</summary>
internal static class SampleNumbers
{
    /// <summary>Both zeros, denormals, extremes, infinities, NaN.</summary>
    public static T[] Special<T>() where T : IFloatingPointIeee754<T>, IMinMaxValue<T> =>
    [
        T.Zero, T.NegativeZero, T.Epsilon, -T.Epsilon, T.MaxValue, T.MinValue, T.PositiveInfinity, T.NegativeInfinity, T.NaN, T.One, -T.One,
        T.BitIncrement(T.One), T.BitDecrement(T.One), T.CreateChecked(0.5), T.CreateChecked(-0.5), T.CreateChecked(1.5), T.BitDecrement(T.CreateChecked(1.5)),
    ];

    /// <summary>Every sign and exponent with evenly spread mantissas.</summary>
    public static float[] Floats(int perExponent)
    {
        var x = new float[512 * perExponent];
        for (uint exponent = 0; exponent < 512; exponent++)
            for (uint i = 0; i < perExponent; i++)
                x[exponent * perExponent + i] = BitConverter.UInt32BitsToSingle((exponent << 23) + (uint)(((ulong)i << 23) / (uint)perExponent) + (i & 1));
        return x;
    }

    /// <inheritdoc cref="Floats"/>
    public static double[] Doubles(int perExponent)
    {
        var random = new Random(7);
        var x = new double[4096 * perExponent];
        for (long exponent = 0; exponent < 4096; exponent++)
            for (int i = 0; i < perExponent; i++)
                x[exponent * perExponent + i] = BitConverter.Int64BitsToDouble((exponent << 52) | random.NextInt64(1L << 52));
        return x;
    }

    /// <summary>Evenly over an interval.</summary>
    public static T[] Between<T>(double low, double high, int count) where T : IFloatingPointIeee754<T>
    {
        var x = new T[count];
        for (int i = 0; i < count; i++) x[i] = T.CreateChecked(low + (high - low) * ((i + 0.37) / count));
        return x;
    }
}
