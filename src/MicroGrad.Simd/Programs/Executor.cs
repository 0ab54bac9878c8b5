using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Programs;

/// <summary>Runs a plan over scenarios, on one thread or several.</summary>
internal sealed class Executor<T>(Plan<T> plan) where T : unmanaged, IFloatingPointIeee754<T>
{
    // Below this much work for a thread its start costs more than it saves.
    private const long StepsTimesLanesPerThread = 200_000;

    private Workspace<T>[]? _workspaces = [];

    public Plan<T> Plan => plan;

    /// <param name="inputs">A row for each input, of as many scenarios.</param>
    /// <param name="outputs">Likewise for each output.</param>
    /// <param name="scenarios">How many.</param>
    /// <param name="threads">How many to use at most.</param>
    public unsafe void Run(ReadOnlySpan<T> inputs, ReadOnlySpan<nint> outputs, int scenarios, int threads)
    {
        int lanes = plan.Lanes;
        int tiles = (scenarios + lanes - 1) / lanes;
        long work = (long)plan.Nodes.Count * scenarios; // one step of compiled code does the work of many
        int parts = (int)Math.Clamp(Math.Min(work / StepsTimesLanesPerThread, tiles), 1, Math.Min(threads, WorkerPool.MaxThreads));

        // Another thread may run the same program: it then makes workspaces of its own.
        Workspace<T>[] workspaces = Interlocked.Exchange(ref _workspaces, null) ?? [];
        if (workspaces.Length < parts) workspaces = Extended(workspaces, parts);
        nint* rows = stackalloc nint[2 * parts];
        for (int part = 0; part < parts; part++)
        {
            rows[2 * part] = (nint)Unsafe.AsPointer(ref workspaces[part].Rows[0]);
            rows[2 * part + 1] = workspaces[part].Ends;
        }

        fixed (Step* steps = plan.Steps)
        fixed (T* from = inputs)
        fixed (nint* to = outputs)
            WorkerPool.Run(parts, threads, new Run<T>(steps, plan.Steps.Length, rows, plan.InputCount, plan.OutputCount, from, (T**)to, scenarios, lanes, parts));
        GC.KeepAlive(workspaces);
        _workspaces = workspaces;
    }

    private Workspace<T>[] Extended(Workspace<T>[] workspaces, int count) =>
        [.. workspaces, .. Enumerable.Range(0, count - workspaces.Length).Select(_ => new Workspace<T>(plan))];
}
