namespace MicroGrad.Simd.Kernels;

/// <summary>What functions are made of, beyond the sums and products of <see cref="ILanes{T, TVector}"/>.</summary>
/// <remarks>A comparison yields a mask, a vector whose elements are all ones or all zeros.</remarks>
internal unsafe interface IFunctionLanes<T, TVector> : ILanes<T, TVector>
    where T : unmanaged
    where TVector : struct
{
    /// <summary>The same number, known at compile time and rounded to <typeparamref name="T"/>, in every element.</summary>
    static abstract TVector Constant(double x);

    static abstract TVector Subtract(TVector x, TVector y);

    static abstract TVector Multiply(TVector x, TVector y);

    static abstract TVector Divide(TVector x, TVector y);

    /// <summary>x·y + z, rounded once where the machine fuses and twice where it does not.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>x·y − z, rounded as <see cref="MultiplyAdd"/> rounds.</summary>
    static abstract TVector MultiplySubtract(TVector x, TVector y, TVector z);

    /// <summary>z − x·y, rounded as <see cref="MultiplyAdd"/> rounds.</summary>
    static abstract TVector SubtractProduct(TVector z, TVector x, TVector y);

    static abstract TVector Sqrt(TVector x);

    static abstract TVector Abs(TVector x);

    static abstract TVector Negate(TVector x);

    /// <summary>The magnitude of one with the sign of the other.</summary>
    static abstract TVector CopySign(TVector magnitude, TVector sign);

    /// <summary>−x where <paramref name="sign"/> is negative, even −0.</summary>
    static abstract TVector FlipSign(TVector x, TVector sign);

    /// <summary>The larger; NaN where either is, and +0 is larger than −0.</summary>
    static abstract TVector Max(TVector x, TVector y);

    /// <summary>The smaller; NaN where either is, and −0 is smaller than +0.</summary>
    static abstract TVector Min(TVector x, TVector y);

    /// <summary>The smaller; <paramref name="x"/> where it is NaN. <paramref name="bound"/> is not NaN.</summary>
    static abstract TVector AtMost(TVector x, TVector bound);

    /// <summary>The larger; <paramref name="x"/> where it is NaN. <paramref name="bound"/> is not NaN.</summary>
    static abstract TVector AtLeast(TVector x, TVector bound);

    static abstract TVector LessThan(TVector x, TVector y);

    static abstract TVector LessThanOrEqual(TVector x, TVector y);

    static abstract TVector EqualTo(TVector x, TVector y);

    static abstract TVector And(TVector mask, TVector other);

    static abstract TVector Or(TVector mask, TVector other);

    static abstract TVector Select(TVector mask, TVector whereSet, TVector whereClear);

    /// <summary>Whether x = y in every element; no NaN equals anything.</summary>
    static abstract bool AllEqual(TVector x, TVector y);

    /// <summary>Whether x = y in any element.</summary>
    static abstract bool AnyEqual(TVector x, TVector y);

    /// <summary>Where n is odd, of n + <see cref="Exponents.Magic{T}"/>.</summary>
    static abstract TVector IsOdd(TVector shifted);

    /// <summary>Numbers that are negative where ⌊n / 2⌋ is odd, of n + <see cref="Exponents.Magic{T}"/>; else they are rubbish.</summary>
    static abstract TVector HalfOddAsSign(TVector shifted);

    /// <summary>x·2ⁿ, rounded once, for an integral n so small that the exponent of a normal number holds ½n.</summary>
    static abstract TVector Scale(TVector x, TVector n);

    /// <summary>2ⁿ for an integral n that is the exponent of a normal number.</summary>
    static abstract TVector PowerOfTwo(TVector n);

    /// <summary>x = mantissa·2ⁿ with ¾ ≤ mantissa &lt; 1½; returns n.</summary>
    /// <remarks>0 gives n = −∞ and ∞ gives n = ∞ with a finite mantissa; NaN and what is less than 0 give the mantissa NaN.</remarks>
    static abstract TVector SplitExponent(TVector x, out TVector mantissa);

    /// <summary>The largest of all elements; any of them where one is NaN.</summary>
    static abstract T Largest(TVector x);

    /// <summary>The smallest of all elements, likewise.</summary>
    static abstract T Smallest(TVector x);

    static abstract T First(TVector x);

    /// <summary>A function of floats computed in doubles, and its result as a sum of two floats.</summary>
    static abstract TVector InDoubles<TFunction>(TVector a, TVector b, TVector c, out TVector rest) where TFunction : struct, IWideFunction;

    /// <summary>Elements 0, 2, 4 and so on; nothing is read behind the last of them.</summary>
    static abstract TVector LoadEveryOther(T* source);
}
