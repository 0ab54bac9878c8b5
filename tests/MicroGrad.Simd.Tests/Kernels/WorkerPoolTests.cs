using MicroGrad.Simd.Kernels;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

public sealed unsafe class WorkerPoolTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(7, 2)]
    [InlineData(100, 64)]
    [InlineData(0, 2)]
    public void Every_part_runs_once(int parts, int threads)
    {
        int* counts = stackalloc int[Math.Max(parts, 1)];
        for (int round = 0; round < 2000; round++) WorkerPool.Run(parts, threads, new Count { Counts = counts });
        for (int part = 0; part < parts; part++) Assert.Equal(2000, counts[part]);
    }

    [Fact]
    public void Jobs_of_many_threads_at_once_all_finish()
    {
        Parallel.For(0, 16, _ =>
        {
            int* counts = stackalloc int[5];
            for (int round = 0; round < 500; round++) WorkerPool.Run(5, 3, new Count { Counts = counts });
            for (int part = 0; part < 5; part++) Assert.Equal(500, counts[part]);
        });
    }

    [Fact]
    public void A_job_after_a_pause_wakes_parked_workers_or_does_without()
    {
        int* counts = stackalloc int[2];
        for (int round = 0; round < 20; round++)
        {
            Thread.Sleep(20);
            WorkerPool.Run(2, 2, new Count { Counts = counts });
        }

        Assert.Equal((20, 20), (counts[0], counts[1]));
    }

    [Fact]
    public void A_job_allocates_nothing()
    {
        int* counts = stackalloc int[2];
        var job = new Count { Counts = counts };
        Assert.Equal(0, Allocations.Of(() => WorkerPool.Run(2, 2, job)));
    }

    private struct Count : IParallelJob
    {
        public int* Counts;

        public readonly void Run(int part) => Interlocked.Increment(ref Counts[part]);
    }
}
