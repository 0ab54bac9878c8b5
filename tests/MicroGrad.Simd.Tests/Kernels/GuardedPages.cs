using System.Runtime.InteropServices;

namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>Elements that end where a page begins that nobody may touch, so that a read or a write one element too far ends the process.</summary>
/// <remarks>Before them lie canaries. Elsewhere than on Linux there is no such page, and canaries lie on both sides.</remarks>
internal sealed unsafe class GuardedPages<T> : IDisposable where T : unmanaged
{
    private const int MarginBytes = 256;
    private const byte Canary = 0xB5;

    private static readonly int MarginBehind = GuardPage.Exists ? 0 : MarginBytes;

    private readonly nint _bytes;
    private readonly byte* _start;
    private readonly T* _elements;

    public GuardedPages(int length)
    {
        Length = length;
        _bytes = (sizeof(T) * (nint)length + MarginBytes + MarginBehind + GuardPage.Bytes - 1) / GuardPage.Bytes * GuardPage.Bytes;
        _start = GuardPage.AllocateBefore(_bytes);
        _elements = (T*)(_start + _bytes - MarginBehind) - length;
        Before.Fill(Canary);
        Behind.Fill(Canary);
    }

    public GuardedPages(ReadOnlySpan<T> elements) : this(elements.Length) => elements.CopyTo(Span);

    public int Length { get; }

    public Span<T> Span => new(_elements, Length);

    public bool IsIntact => !Before.ContainsAnyExcept(Canary) && !Behind.ContainsAnyExcept(Canary);

    private Span<byte> Before => new((byte*)_elements - MarginBytes, MarginBytes);

    private Span<byte> Behind => new(_elements + Length, MarginBehind);

    public void Dispose() => GuardPage.Free(_start, _bytes);
}

/// <summary>Memory with a page behind it that can be neither read nor written, on Linux.</summary>
internal static unsafe partial class GuardPage
{
    public const int Bytes = 4096;

    private const int NoAccess = 0, ReadWrite = 3, PrivateAnonymous = 0x22;

    public static bool Exists { get; } = OperatingSystem.IsLinux() && Environment.SystemPageSize == Bytes;

    public static byte* AllocateBefore(nint bytes)
    {
        if (!Exists) return (byte*)NativeMemory.Alloc((nuint)bytes);
        byte* start = Map(null, bytes + Bytes, ReadWrite, PrivateAnonymous, -1, 0);
        if ((nint)start == -1 || Protect(start + bytes, Bytes, NoAccess) != 0) throw new InvalidOperationException("No guard page.");
        return start;
    }

    public static void Free(byte* start, nint bytes)
    {
        if (!Exists) NativeMemory.Free(start);
        else if (Unmap(start, bytes + Bytes) != 0) throw new InvalidOperationException("The guard page stays.");
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* Map(void* address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nint length);
}
