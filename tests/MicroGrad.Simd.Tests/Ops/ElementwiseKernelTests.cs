using System.Numerics;
using MicroGrad.Simd.Kernels;
using Xunit;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>The kernels that ops are made of, against plain loops.</summary>
public abstract class ElementwiseKernelTests<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    [Fact]
    public void AddWherePositive_adds_unless_y_is_at_most_0()
    {
        foreach (int length in Samples.Lengths)
        {
            var random = new Random(length);
            T[] dy = Samples.Signed<T>(length, random), before = Samples.Signed<T>(length, random), y = Mixed(length, random), expected = [.. before];
            for (int i = 0; i < length; i++)
                if (!(y[i] <= T.Zero)) expected[i] += dy[i];

            var destination = new Guarded<T>(before);
            Elementwise.AddWherePositive<T>(dy, y, destination.Span);
            Precision.AssertIdentical<T>(expected, destination.Span, $"length {length}");
            destination.AssertIntact("AddWherePositive");
        }
    }

    [Fact]
    public void What_AddWherePositive_does_not_add_may_be_infinite_or_NaN()
    {
        T[] dy = [.. Enumerable.Range(0, 75).Select(i => i % 2 == 0 ? T.NaN : T.PositiveInfinity)], y = new T[75], destination = Samples.Signed<T>(75, new Random(1));
        T[] before = [.. destination];
        Elementwise.AddWherePositive<T>(dy, y, destination);
        Precision.AssertIdentical<T>(before, destination, "blocked");
    }

    [Fact]
    public void ContainsNaN_finds_one_NaN_anywhere()
    {
        foreach (int length in Samples.Lengths)
        {
            // Whatever else is special is no NaN, and neither is what lies beside the span.
            T[] others = [.. Samples.Specials<T>().Where(x => !T.IsNaN(x))], x = new T[length + 2];
            for (int i = 0; i < x.Length; i++) x[i] = others[i % others.Length];
            x[0] = x[^1] = T.NaN;
            Assert.False(Scan.ContainsNaN<T>(x.AsSpan(1, length)));
            for (int at = 1; at <= Math.Min(length, 71); at++)
            {
                T kept = x[at];
                x[at] = T.NaN;
                Assert.True(Scan.ContainsNaN<T>(x.AsSpan(1, length)));
                x[at] = kept;
            }
        }
    }

    /// <summary>Random numbers with special values between them.</summary>
    private static T[] Mixed(int length, Random random)
    {
        T[] specials = Samples.Specials<T>(), mixed = Samples.Signed<T>(length, random);
        for (int i = 0; i < length; i += 2) mixed[i] = specials[random.Next(specials.Length)];
        return mixed;
    }
}

public sealed class ElementwiseKernelTestsInSingle : ElementwiseKernelTests<float>;

public sealed class ElementwiseKernelTestsInDouble : ElementwiseKernelTests<double>;

public sealed class ElementwiseKernelTestsInHalf : ElementwiseKernelTests<Half>;
