using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Dropout.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>Each element with probability <paramref name="rate"/> 0, else x / (1 − rate), so that the expectation stays.</summary>
    /// <param name="rate">From 0 to 1.</param>
    /// <param name="key">What the random numbers are made from: the same key drops the same elements, on any machine and number of threads.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate lies outside [0, 1].</exception>
    /// <remarks>
    /// VJP: the upstream gradient through the same elements. Sources: N. Srivastava et al., "Dropout" (2014); the generator is Philox 4x32-10
    /// (J. K. Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", 2011).
    /// </remarks>
    public Tensor<T> Dropout(double rate, ulong key)
    {
        if (!(rate >= 0 && rate <= 1)) Throw.NotARate("Dropout", rate);
        TensorTape<T> tape = OwnTape("Dropout");
        int x = tape.Resolve("Dropout", this);
        if (rate == 0) return tape.Handle(x);

        // A rate of 1 drops what the largest threshold would let through too: it is scaled by 0.
        const double TwoToThe32 = 4294967296;
        uint threshold = (uint)Math.Min(uint.MaxValue, Math.Round(rate * TwoToThe32));
        T scale = rate == 1 ? T.Zero : T.CreateChecked(1 / (1 - rate));
        return tape.Record(
            DropoutRule<T>.Instance, tape.ShapeOf(x), new(x), integers: tape.Keep([(int)(uint)key, (int)(uint)(key >> 32), (int)threshold]), number: scale);
    }
}
