namespace MicroGrad.Simd.Peers.Libraries;

/// <summary>A library that does not load here; the message is the reason.</summary>
internal sealed class LibraryMissingException(string message, Exception? cause = null) : Exception(message, cause);
