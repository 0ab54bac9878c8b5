using System.Runtime.InteropServices;
using MicroGrad.Simd.Peers.Cases;
using MicroGrad.Simd.Peers.Reporting;

namespace MicroGrad.Simd.Peers.Libraries;

/// <summary>libtorch, by TorchSharp.</summary>
internal sealed class Torch : Library
{
    public override string Name => "libtorch";

    public override string Load(int threads)
    {
        try
        {
            torch.set_num_threads(threads);
            return $"libtorch {torch.__version__}, TorchSharp {Versions.Of(typeof(torch))}";
        }
        catch (Exception exception)
        {
            throw new LibraryMissingException(Reason(exception), exception);
        }
    }

    public override bool Takes(Case one) => one.Torch is not null;

    public override Work? Prepare(Case one, int threads) => one.Torch?.Invoke();

    // Threads that wander between cores cost it up to half of its speed, and so do page faults where the C library gives every large block back to the
    // system: by these thresholds, the largest that glibc takes, it keeps them.
    public override IEnumerable<(string Name, string Value)> Environment(int threads) =>
    [
        ("MALLOC_MMAP_THRESHOLD_", "33554432"), ("MALLOC_TRIM_THRESHOLD_", "1073741824"),
        .. threads == 1 ? [] : ((string, string)[])[("OMP_PROC_BIND", "true"), ("OMP_PLACES", "cores")],
    ];

    // TorchSharp tells where it looked, not what was wrong there; that is what the loader says of the one file that it found.
    private static string Reason(Exception exception)
    {
        try
        {
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);
        }
        catch (DllNotFoundException loader)
        {
            string[] lines = loader.Message.Split('\n', StringSplitOptions.TrimEntries);
            return lines.Skip(1).FirstOrDefault(line => line.Length > 0 && !line.Contains("No such file", StringComparison.Ordinal)) ?? lines[0];
        }

        return exception.GetBaseException().Message.Split('\n')[0].Trim();
    }
}
