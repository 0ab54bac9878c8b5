using System.Runtime.CompilerServices;

namespace MicroGrad.Simd.Peers.Cases;

/// <summary>Numbers that stand still and start at a page, so that no library gets the better alignment.</summary>
internal sealed unsafe class AlignedMemory<T> where T : unmanaged
{
    private const int Page = 4096;

    private readonly T[] _array;
    private readonly int _start;

    public AlignedMemory(int length)
    {
        _array = GC.AllocateUninitializedArray<T>(length + Page / sizeof(T), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref _array[0]);
        _start = (int)(-address & (Page - 1)) / sizeof(T);
        Length = length;
        Span.Clear();
    }

    public AlignedMemory(T[] values) : this(values.Length) => values.CopyTo(Span);

    public int Length { get; }

    public Span<T> Span => _array.AsSpan(_start, Length);

    /// <summary>Valid while this object is reachable, since its array is pinned.</summary>
    public T* Pointer => (T*)Unsafe.AsPointer(ref _array[_start]);
}
