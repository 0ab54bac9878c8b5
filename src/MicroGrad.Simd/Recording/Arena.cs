namespace MicroGrad.Simd.Recording;

/// <summary>Hands out buffers one after another and takes them all back at once. A buffer holds rubbish until its taker fills it.</summary>
/// <remarks>Chunks stay with the arena over resets, so a step that asks for what the last one asked for allocates nothing.</remarks>
internal sealed class Arena<T>
{
    private const int FirstChunkBytes = 64 * 1024;

    private readonly List<Buffer<T>> _chunks = [];
    private Buffer<T> _chunk;
    private int _next;          // the chunk to open when the current one is full
    private int _used;          // of the current chunk
    private int _place;         // of the next large buffer

    public Buffer<T> Rent(int length)
    {
        int rounded = Buffer<T>.RoundUp(length);
        bool isLarge = Buffer<T>.IsLarge(rounded);
        int lead = isLarge ? Buffer<T>.LeadTo(_place, _used) : 0;
        if (rounded > _chunk.Length - _used - lead)
        {
            lead = isLarge ? Buffer<T>.LeadTo(_place, 0) : 0;
            Open(checked(rounded + lead));
        }

        if (isLarge) _place++;
        _used += lead;
        Buffer<T> buffer = _chunk.Slice(_used, length);
        _used += rounded;
        return buffer;
    }

    public void Reset()
    {
        _chunk = default;
        _next = 0;
        _used = 0;
        _place = 0;
    }

    /// <summary>Gives every chunk back to the pool that tapes share.</summary>
    public void Release()
    {
        foreach (Buffer<T> chunk in _chunks) ChunkPool<T>.Return(chunk);
        _chunks.Clear();
        Reset();
    }

    private void Open(int length)
    {
        // A chunk too small for this request is passed over; the same requests pass it over again next step.
        while (_next < _chunks.Count && _chunks[_next].Length < length) _next++;
        if (_next == _chunks.Count)
        {
            int grown = _chunks.Count == 0 ? FirstChunkBytes / Unsafe.SizeOf<T>() : (int)Math.Min(2L * _chunks[^1].Length, Array.MaxLength / 2);
            _chunks.Add(ChunkPool<T>.Rent(Math.Max(length, grown)));
        }

        _chunk = _chunks[_next++];
        _used = 0;
    }
}
