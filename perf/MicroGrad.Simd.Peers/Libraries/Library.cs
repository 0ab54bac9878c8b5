using MicroGrad.Simd.Peers.Cases;

namespace MicroGrad.Simd.Peers.Libraries;

/// <summary>One of the libraries that are compared.</summary>
internal abstract class Library
{
    public static readonly Library[] All = [new Ours(), new Torch(), new OpenBlas()];

    /// <summary>As rows and messages name it.</summary>
    public abstract string Name { get; }

    /// <summary>Loads it for a number of threads.</summary>
    /// <returns>What was loaded, with its version.</returns>
    /// <exception cref="LibraryMissingException">It does not load here.</exception>
    public abstract string Load(int threads);

    /// <summary>Whether it has a side in a case.</summary>
    public abstract bool Takes(Case one);

    /// <summary>Its side of a case; null where it has none.</summary>
    public abstract Work? Prepare(Case one, int threads);

    /// <summary>What its process needs in the environment to be at its best.</summary>
    public virtual IEnumerable<(string Name, string Value)> Environment(int threads) => [];
}
