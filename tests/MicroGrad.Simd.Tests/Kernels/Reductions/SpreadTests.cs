using System.Numerics;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Tests.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels.Reductions;

/// <summary>What the VJPs of reductions are made of, against plain loops.</summary>
public abstract unsafe class SpreadTests<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Rows = 3, Gap = 2;

    [Fact]
    public void Numbers_and_rows_are_added_to_every_row()
    {
        foreach (int width in Samples.Lengths)
            foreach (int dyStride in (int[])[0, 1, width])
            {
                var random = new Random(width);
                T[] dy = Mixed(Rows * Math.Max(1, width), random), before = Mixed(Rows * (width + Gap), random);
                T[] withNumbers = [.. before], withRows = [.. before];
                for (int i = 0; i < Rows; i++)
                    for (int j = 0; j < width; j++)
                    {
                        withNumbers[i * (width + Gap) + j] += dy[i * dyStride];
                        if (dyStride != 1) withRows[i * (width + Gap) + j] += dy[i * dyStride + j];
                    }

                Guarded<T> numbers = new(before), rows = new(before);
                fixed (T* pDy = dy, pNumbers = numbers.Span, pRows = rows.Span)
                {
                    RowSpread.AddNumbers(pDy, dyStride, Rows, width, pNumbers, width + Gap);
                    if (dyStride != 1) RowSpread.AddRows(pDy, dyStride, Rows, width, pRows, width + Gap);
                }

                Precision.AssertIdentical<T>(withNumbers, numbers.Span, $"numbers to rows of {width}");
                Precision.AssertIdentical<T>(withRows, rows.Span, $"rows of {width}");
                numbers.AssertIntact("RowSpread");
                rows.AssertIntact("RowSpread");
            }
    }

    [Fact]
    public void Ties_with_a_number_are_counted_and_get_its_share() => Ties<OneNumber>(width => 1);

    [Fact]
    public void Ties_with_a_row_are_counted_and_get_their_shares() => Ties<NumberPerColumn>(width => width);

    private static void Ties<TSource>(Func<int, int> extremes) where TSource : struct, IRowSource
    {
        foreach (int width in Samples.Lengths)
            foreach (bool one in (bool[])[false, true])
                foreach (bool nan in (bool[])[false, true])
                {
                    // One set of extremes for all rows, or one for each. Few values, so that many are equal; and 0 equals −0.
                    var random = new Random(width);
                    int count = extremes(width), stride = one ? 0 : count;
                    T[] few = [T.Zero, T.NegativeZero, T.One, T.PositiveInfinity, T.NegativeInfinity, nan ? T.NaN : T.Epsilon];
                    T[] Few(int length) => [.. Enumerable.Range(0, length).Select(_ => few[random.Next(few.Length)])];
                    T[] x = Few(Rows * (width + Gap)), y = Few(Rows * count + 1), shares = Samples.Signed<T>(Rows * count + 1, random);
                    T[] dxBefore = Samples.Signed<T>(Rows * (width + Gap), random), countsBefore = [.. Enumerable.Range(0, Rows * count).Select(T.CreateTruncating)];
                    T[] counts = [.. countsBefore], dx = [.. dxBefore];
                    for (int i = 0; i < Rows; i++)
                        for (int j = 0; j < width; j++)
                        {
                            int at = i * (width + Gap) + j, extreme = i * stride + (count == 1 && typeof(TSource) == typeof(OneNumber) ? 0 : j);
                            if (!(x[at] == y[extreme] || (T.IsNaN(x[at]) && T.IsNaN(y[extreme])))) continue;
                            counts[extreme] += T.One;
                            dx[at] += shares[extreme];
                        }

                    Guarded<T> counted = new(countsBefore), spread = new(dxBefore);
                    fixed (T* pX = x, pY = y, pShares = shares, pCounts = counted.Span, pDx = spread.Span)
                    {
                        TieCount.Add<T, TSource>(pX, width + Gap, Rows, width, pY, pCounts, stride);
                        TieSpread.Add<T, TSource>(pX, width + Gap, Rows, width, pY, pShares, stride, pDx, width + Gap);
                    }

                    Precision.AssertIdentical<T>(counts, counted.Span, $"counts of {width}");
                    Precision.AssertIdentical<T>(dx, spread.Span, $"shares of {width}");
                    counted.AssertIntact("TieCount");
                    spread.AssertIntact("TieSpread");
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

public sealed class SpreadTestsInSingle : SpreadTests<float>;

public sealed class SpreadTestsInDouble : SpreadTests<double>;

public sealed class SpreadTestsInHalf : SpreadTests<Half>;
