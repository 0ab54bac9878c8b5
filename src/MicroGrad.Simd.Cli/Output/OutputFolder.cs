namespace MicroGrad.Simd.Cli.Output;

/// <summary>Where results go. A file appears there whole or not at all.</summary>
internal sealed class OutputFolder(string path)
{
    /// <summary>Makes the folder, so that a long run does not find out at its end that it cannot write.</summary>
    public void Create() => Try(path, () => Directory.CreateDirectory(path));

    /// <summary>Writes a file beside its place and moves it there when it is complete.</summary>
    /// <returns>The path written.</returns>
    public string Write(string name, byte[] content, CancellationToken cancellation)
    {
        string target = Path.Combine(path, name), unfinished = $"{target}.{Environment.ProcessId}.tmp";
        Try(target, () =>
        {
            try
            {
                File.WriteAllBytes(unfinished, content);
                cancellation.ThrowIfCancellationRequested();
                File.Move(unfinished, target, overwrite: true);
            }
            finally
            {
                File.Delete(unfinished);
            }
        });
        return target;
    }

    private static void Try(string target, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnwritableException($"--output: cannot write '{target}': {exception.Message}", exception);
        }
    }
}
