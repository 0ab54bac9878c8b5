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
            return $"libtorch {torch.__version__}, TorchSharp {Machine.VersionOf(typeof(torch))}";
        }
        catch (Exception exception)
        {
            // TorchSharp wraps what the loader says, which is the one useful line, in pages of its own.
            Exception cause = exception;
            while (cause.InnerException is not null) cause = cause.InnerException;
            throw new LibraryMissingException(cause.Message.Trim().Split('\n')[0].Trim(), exception);
        }
    }

    public override bool Takes(Case one) => one.Torch is not null;

    public override Work? Prepare(Case one, int threads) => one.Torch?.Invoke();

    // Threads that wander between cores cost it up to half of its speed.
    public override IEnumerable<(string Name, string Value)> Environment(int threads) =>
        threads == 1 ? [] : [("OMP_PROC_BIND", "true"), ("OMP_PLACES", "cores")];
}
