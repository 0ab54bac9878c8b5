using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests;

/// <summary>What a warm step of an op allocates at the size that is measured.</summary>
public sealed class RowAllocationTests
{
    private const int Rounds = 5;

    public static TheoryData<string> Names => [.. OpTable<double>.Rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_warm_step_allocates_nothing(string name)
    {
        OpRow<double> row = OpTable<double>.Rows.Single(row => row.Name == name);
        using var bench = new Bench();
        Assert.True(float.IsFinite(bench.Forward(row)), "The first element is not finite: what is measured is no use of the op.");
        Assert.Equal(0, Allocated(() => bench.Forward(row)));
        Assert.Equal(0, Allocated(() => bench.ForwardAndBackward(row)));
    }

    /// <summary>Managed bytes of one warm step: the least of a few, since now and then the runtime allocates on this thread.</summary>
    private static long Allocated(Func<float> step)
    {
        step();
        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least != 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            step();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
