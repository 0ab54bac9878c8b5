namespace MicroGrad.Simd.Functional;

/// <summary>Fixed pseudo-random factors. No element counts for nothing, and none for much more than another.</summary>
/// <remarks>G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014: SplitMix64.</remarks>
internal struct PseudoRandom(int seed, int stream)
{
    private ulong _state = (ulong)(uint)seed << 32 | (uint)stream;

    /// <summary>A number of either sign and of size 0.5 to 1.5.</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong bits = _state;
        bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EB;
        bits ^= bits >> 31;
        double size = 0.5 + (bits >> 11) * (1.0 / (1UL << 53));
        return (bits & 1) == 0 ? size : -size;
    }

    public double[] Numbers(int count)
    {
        var numbers = new double[count];
        for (int i = 0; i < count; i++) numbers[i] = Next();
        return numbers;
    }
}
