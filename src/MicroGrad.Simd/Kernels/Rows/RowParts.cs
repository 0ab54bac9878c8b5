namespace MicroGrad.Simd.Kernels;

/// <summary>Rows cut into parts for threads: depending on their number and width alone, so that the same bits come out for every number of threads.</summary>
internal static class RowParts
{
    // Elements. A worker that has parked takes longer to wake than less work takes whole.
    private const int Threshold = 64 * 1024;
    private const int PartLength = 32 * 1024;

    public static int Count(int rows, int width) => (int)(((long)rows + RowsPerPart(rows, width) - 1) / RowsPerPart(rows, width));

    public static void Run<TWork>(in TWork work, int rows, int width, int threads) where TWork : unmanaged, IRowWork =>
        WorkerPool.Run(Count(rows, width), threads, new Job<TWork>(work, rows, RowsPerPart(rows, width)));

    private static int RowsPerPart(int rows, int width) =>
        Math.Max(1, (long)rows * width < Threshold ? rows : PartLength / width);

    private readonly struct Job<TWork>(TWork work, int rows, int rowsPerPart) : IParallelJob
        where TWork : unmanaged, IRowWork
    {
        private readonly TWork _work = work;

        public void Run(int part) => _work.Run(part, part * rowsPerPart, (int)Math.Min(rows, (long)(part + 1) * rowsPerPart));
    }
}
