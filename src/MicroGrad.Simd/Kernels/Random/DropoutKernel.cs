namespace MicroGrad.Simd.Kernels;

/// <summary>Elements that a random number lets through, scaled; the others 0. Which ones depends on the key and the element's number alone.</summary>
internal readonly unsafe struct DropoutKernel<T>(T* x, T* y, int length, ulong key, uint threshold, T scale, bool accumulate) : IParallelJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int PartLength = 32 * 1024; // a multiple of the generator's block

    private readonly T* _x = x, _y = y;

    public static int Parts(int length) => (int)(((long)length + PartLength - 1) / PartLength);

    [MethodImpl(Compile.Alone)]
    public void Run(int part)
    {
        int start = part * PartLength, end = (int)Math.Min(length, (long)start + PartLength);
        uint* block = stackalloc uint[Philox.BlockLength];
        for (int i = start; i < end; i += Philox.BlockLength)
        {
            (block[0], block[1], block[2], block[3]) = Philox.Block(key, (ulong)i / Philox.BlockLength);
            for (int j = i; j < Math.Min(end, i + Philox.BlockLength); j++)
            {
                T kept = block[j - i] >= threshold ? _x[j] * scale : T.Zero;
                _y[j] = accumulate ? _y[j] + kept : kept;
            }
        }
    }
}
