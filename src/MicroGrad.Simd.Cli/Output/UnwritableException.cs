namespace MicroGrad.Simd.Cli.Output;

/// <summary>A file or folder that cannot be written; the message is the line for the user.</summary>
internal sealed class UnwritableException(string message, Exception cause) : Exception(message, cause);
