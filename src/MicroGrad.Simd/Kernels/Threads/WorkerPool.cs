namespace MicroGrad.Simd.Kernels;

/// <summary>Threads of our own that share the parts of one job at a time with the thread that calls.</summary>
/// <remarks>
/// Workers spin for a moment after a job, because the next one mostly follows at once, and park then. The caller works too and takes whatever
/// parts no worker has taken, so a late or starved worker costs nothing but its help. Nothing is allocated for a job. Whoever finds the pool
/// busy does all parts alone. How a job is cut must not depend on who runs which part; then the same bits come out for every number of threads.
/// </remarks>
internal static unsafe class WorkerPool
{
    private const int SpinsBeforeParking = 1500;

    private static readonly Lock Starting = new();
    private static readonly object Parking = new();
    private static int _workers;
    private static int _parked;
    private static int _busy;

    // The job in the high half, counted up, and the parts that nobody has taken in the low half. A worker takes a part by exchanging this
    // word; that succeeds only while the job is still the one whose fields it has read, since a job does not end before all parts are done.
    private static long _ticket;
    private static delegate*<void*, int, void> _run;
    private static void* _job;
    private static int _unfinished;
    private static int _callerProcessor;

    /// <summary>Threads that a job can use at most.</summary>
    public static int MaxThreads { get; } = Environment.ProcessorCount;

    /// <summary>Runs every part once, on up to <paramref name="threads"/> threads, and returns when all are done.</summary>
    /// <typeparam name="TJob">Unmanaged, and on the caller's stack, so that its address can be handed over.</typeparam>
    public static void Run<TJob>(int parts, int threads, in TJob job) where TJob : unmanaged, IParallelJob
    {
        threads = Math.Min(threads, Math.Min(parts, MaxThreads));
        if (threads <= 1 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            for (int part = 0; part < parts; part++) Unsafe.AsRef(in job).Run(part);
            return;
        }

        StartWorkers(threads - 1);
        _run = &Invoke<TJob>;
        _job = Unsafe.AsPointer(ref Unsafe.AsRef(in job));
        _unfinished = parts;
        _callerProcessor = Thread.GetCurrentProcessorId();
        Interlocked.Exchange(ref _ticket, (((_ticket >> 32) + 1) << 32) | (uint)parts);
        if (Volatile.Read(ref _parked) > 0) Wake();

        while (TryRunPart())
        {
        }

        var wait = default(SpinWait);
        while (Volatile.Read(ref _unfinished) > 0) wait.SpinOnce(sleep1Threshold: -1);
        Volatile.Write(ref _busy, 0);
    }

    private static void Invoke<TJob>(void* job, int part) where TJob : unmanaged, IParallelJob => ((TJob*)job)->Run(part);

    private static bool TryRunPart()
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket);
            int left = (int)ticket;
            if (left == 0) return false;
            delegate*<void*, int, void> run = _run;
            void* job = _job;
            if (Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket) != ticket) continue;
            run(job, left - 1);
            Interlocked.Decrement(ref _unfinished);
            return true;
        }
    }

    private static void StartWorkers(int count)
    {
        if (Volatile.Read(ref _workers) >= count) return;
        lock (Starting)
        {
            for (; _workers < count; _workers++)
                new Thread(Work, maxStackSize: 256 * 1024) { IsBackground = true, Name = $"MicroGrad.Simd worker {_workers + 1}" }.Start();
        }
    }

    private static void Work()
    {
        int spins = 0;
        while (true)
        {
            if (TryRunPart())
            {
                spins = 0;
            }
            else if (++spins == SpinsBeforeParking)
            {
                Park();
                spins = 0;
            }
            else if (Thread.GetCurrentProcessorId() == Volatile.Read(ref _callerProcessor))
            {
                // Spinning here would take half of the caller's time, until the scheduler moves one of the two elsewhere.
                // To yield costs the caller nothing, and unlike sleeping it keeps this thread among those that are moved.
                Thread.Yield();
            }
            else
            {
                Thread.SpinWait(1);
            }
        }
    }

    private static void Park()
    {
        lock (Parking)
        {
            // Counted before the last look at the ticket, and the caller looks at the count after it has set the ticket: one of them sees the other.
            Interlocked.Increment(ref _parked);
            while ((int)Volatile.Read(ref _ticket) == 0) Monitor.Wait(Parking);
            Interlocked.Decrement(ref _parked);
        }
    }

    private static void Wake()
    {
        lock (Parking) Monitor.PulseAll(Parking);
    }
}
