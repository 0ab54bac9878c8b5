using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Marks, and which values are still there.</content>
public sealed partial class ValueTape<T>
{
    // Rewinding starts a generation, so that values after the mark are told from those recorded over them. A value of an older one is still
    // there if no rewind since then went below it. Only the rewinds that a later one did not go below matter: their counts rise.
    private readonly List<(uint Generation, int Count)> _rewinds = [];
    private uint _firstGeneration = 1;

    internal uint Generation => (uint)(_next >> 32);

    /// <summary>The place that the tape has come to.</summary>
    public TapeMark Mark() => new(this, NextIndex, Generation);

    /// <summary>Forgets every node that was recorded since a mark was taken. Values from before it stay, with their gradients; later ones throw when they are used.</summary>
    /// <remarks>
    /// What many runs have in common is recorded once, before the mark; after each run the tape is rewound to it. The gradients of variables before
    /// the mark add up over the runs.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The mark is of another tape, or what it marks was forgotten itself.</exception>
    public void RewindTo(TapeMark mark)
    {
        // A mark behind a node is dropped with the node before it; one at the start is there until Reset.
        if (mark.Tape != this || !IsThere(mark.Count - 1, mark.Generation)) Throw.MarkDropped();
        NextIndex = mark.Count;
        _sweptCount = Math.Min(_sweptCount, NextIndex);
        while (_parameters.Count > 0 && _parameters[^1].First >= mark.Count) _parameters.RemoveAt(_parameters.Count - 1);
        _log?.Truncate(Count);
        while (_rewinds.Count > 0 && _rewinds[^1].Count >= mark.Count) _rewinds.RemoveAt(_rewinds.Count - 1);
        _rewinds.Add((StartGeneration(), mark.Count));
    }

    /// <summary>Makes room for nodes, so that recording so many does not allocate.</summary>
    /// <param name="count">How many more than there are now.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or more than one array can hold.</exception>
    public void Reserve(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength - NextIndex);
        if (_nodes.Length < NextIndex + count) Array.Resize(ref _nodes, NextIndex + count);
        if (_grads.Length < _nodes.Length) Array.Resize(ref _grads, _nodes.Length);
        SetOpen();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void ThrowIfDropped(string op, int index, uint generation)
    {
        if (IsThere(index, generation)) return;
        if (generation < _firstGeneration) Throw.Stale(op, "value");
        Throw.Rewound(op);
    }

    private bool IsThere(int index, uint generation)
    {
        if (generation == Generation) return true;
        if (generation < _firstGeneration) return false;

        // Counts rise with generations, so the first rewind after the value's generation went furthest back.
        foreach ((uint rewound, int count) in _rewinds)
            if (rewound > generation) return index < count;
        return true;
    }

    private void ForgetMarks()
    {
        _rewinds.Clear();
        _firstGeneration = StartGeneration();
    }

    private uint StartGeneration()
    {
        _next += 1UL << 32;
        _generationStart = _next >> 32 << 32;
        return Generation;
    }
}
