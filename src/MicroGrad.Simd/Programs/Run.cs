using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Programs;

/// <summary>Runs a plan over a range of scenarios for each part: tile by tile, all instructions over the lanes of one tile, so that they stay in the cache.</summary>
internal readonly unsafe struct Run<T>(Step* steps, int stepCount, nint* workspaces, int inputCount, int outputCount, T* inputs, T** outputs, int scenarios, int lanes, int parts)
    : IParallelJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    void IParallelJob.Run(int part)
    {
        // Whole tiles for every part, whatever the number of threads: a lane's bits do not depend on its tile anyway.
        int tiles = (scenarios + lanes - 1) / lanes;
        int first = (int)((long)tiles * part / parts), end = (int)((long)tiles * (part + 1) / parts);
        nint* rows = (nint*)workspaces[2 * part];
        nint ends = workspaces[2 * part + 1];
        for (int tile = first; tile < end; tile++)
        {
            int start = tile * lanes, count = Math.Min(lanes, scenarios - start), whole = count / Workspace<T>.Vector * Workspace<T>.Vector;
            if (whole > 0) RunRows(rows, start, whole);
            if (whole < count) RunEnd(rows, ends, start + whole, count - whole);
        }
    }

    private void RunRows(nint* rows, int start, int count)
    {
        for (int i = 0; i < inputCount; i++) rows[i] = (nint)(inputs + (nint)i * scenarios + start);
        for (int i = 0; i < outputCount; i++) rows[inputCount + i] = (nint)(outputs[i] + start);
        RunSteps(rows, count);
    }

    /// <summary>The last scenarios, which fill no vector: the last of them is repeated in the lanes that are left.</summary>
    private void RunEnd(nint* rows, nint ends, int start, int count)
    {
        int vector = Workspace<T>.Vector;
        for (int i = 0; i < inputCount + outputCount; i++) rows[i] = ends + (nint)i * vector * sizeof(T);
        for (int i = 0; i < inputCount; i++)
        {
            var source = new ReadOnlySpan<T>(inputs + (nint)i * scenarios + start, count);
            var row = new Span<T>((void*)rows[i], vector);
            source.CopyTo(row);
            row[count..].Fill(source[^1]);
        }

        RunSteps(rows, vector);
        for (int i = 0; i < outputCount; i++) new ReadOnlySpan<T>((void*)rows[inputCount + i], count).CopyTo(new Span<T>(outputs[i] + start, count));
    }

    [MethodImpl(Compile.Alone)]
    private void RunSteps(nint* rows, nint count)
    {
        Step* end = steps + stepCount;
        for (Step* step = steps; step < end; step++)
            step->Kernel.Run((void*)rows[step->A], (void*)rows[step->B], (void*)rows[step->C], (void*)rows[step->D], (void*)rows[step->Y], count);
    }
}
