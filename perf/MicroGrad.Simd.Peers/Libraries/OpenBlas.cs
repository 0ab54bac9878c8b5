using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using MicroGrad.Simd.Peers.Cases;

namespace MicroGrad.Simd.Peers.Libraries;

/// <summary>OpenBLAS, where the system has it.</summary>
internal sealed class OpenBlas : Library
{
    private const string CoreVariable = "OPENBLAS_CORETYPE";

    public override string Name => "OpenBLAS";

    public override string Load(int threads)
    {
        if (!OpenBlasNative.IsFound) throw new LibraryMissingException($"none of {string.Join(", ", OpenBlasNative.FileNames)} was found. Install OpenBLAS (libopenblas0-pthread on Debian).");
        OpenBlasNative.SetThreads(threads);
        return $"{Text(OpenBlasNative.Config())}, {Text(OpenBlasNative.CoreName())} kernels";
    }

    public override bool Takes(Case one) => one.OpenBlas is not null;

    public override Work? Prepare(Case one, int threads) => one.OpenBlas?.Invoke();

    // Older versions take AVX2 kernels on AMD processors that have AVX-512, at half the speed or, where a core does 512 bits in two steps, at that
    // of small and narrow products. A choice of the user's stays.
    public override IEnumerable<(string Name, string Value)> Environment(int threads) =>
        Avx512F.IsSupported && System.Environment.GetEnvironmentVariable(CoreVariable) is null ? [(CoreVariable, "SkylakeX")] : [];

    private static string Text(nint ascii) => Marshal.PtrToStringAnsi(ascii)?.Split("  ")[0].Trim() ?? "";
}
