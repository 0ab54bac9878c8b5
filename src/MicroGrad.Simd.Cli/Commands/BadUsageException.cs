namespace MicroGrad.Simd.Cli.Commands;

/// <summary>Options that are right one by one and do not go together; the message is the line for the user.</summary>
internal sealed class BadUsageException(string message) : Exception(message);
