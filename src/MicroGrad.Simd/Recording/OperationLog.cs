namespace MicroGrad.Simd.Recording;

/// <summary>What a scalar tape was asked to do, node by node, beside the slopes that it keeps anyway.</summary>
internal sealed class OperationLog<T> where T : IFloatingPointIeee754<T>
{
    internal readonly record struct Entry(string Op, int OperandCount, Value<T> Left, Value<T> Right, T Data);

    // Entry i is node i + 1 of the tape.
    private readonly List<Entry> _entries = [];

    public Entry this[int index] => _entries[index - 1];

    public void Add(int index, string op, int operandCount, Value<T> left, Value<T> right, T data)
    {
        System.Diagnostics.Debug.Assert(index == _entries.Count + 1);
        _entries.Add(new Entry(op, operandCount, left, right, data));
    }

    /// <summary>Forgets all but the first nodes.</summary>
    public void Truncate(int count) => _entries.RemoveRange(count, _entries.Count - count);
}
