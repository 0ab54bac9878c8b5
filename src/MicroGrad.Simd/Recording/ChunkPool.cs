namespace MicroGrad.Simd.Recording;

/// <summary>Chunks that disposed tapes gave back, for the next tape on any thread.</summary>
internal static class ChunkPool<T>
{
    private const long MaxKeptBytes = 256L << 20;

    private static readonly Lock Gate = new();
    private static readonly List<Buffer<T>> Free = [];
    private static long _keptElements;

    /// <summary>The smallest free chunk of at least this length and at most four times it, else a new one.</summary>
    public static Buffer<T> Rent(int length)
    {
        lock (Gate)
        {
            int best = -1;
            for (int i = 0; i < Free.Count; i++)
            {
                int candidate = Free[i].Length;
                if (candidate >= length && candidate / 4 <= length && (best < 0 || candidate < Free[best].Length)) best = i;
            }

            if (best >= 0)
            {
                Buffer<T> chunk = Free[best];
                Free.RemoveAt(best);
                _keptElements -= chunk.Length;
                return chunk;
            }
        }

        return Buffer<T>.Allocate(length);
    }

    public static void Return(Buffer<T> chunk)
    {
        lock (Gate)
        {
            if ((_keptElements + chunk.Length) * Unsafe.SizeOf<T>() > MaxKeptBytes) return;
            _keptElements += chunk.Length;
            Free.Add(chunk);
        }
    }
}
