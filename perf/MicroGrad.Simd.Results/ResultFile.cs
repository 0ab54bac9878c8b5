namespace MicroGrad.Simd.Results;

/// <summary>A result file that is to be written: known to be writable before anything is measured, and at its place whole or not at all.</summary>
public sealed class ResultFile : IDisposable
{
    private readonly string _path;
    private readonly string _unfinished;

    public ResultFile(string path)
    {
        _path = Path.GetFullPath(path);
        _unfinished = $"{_path}.{Environment.ProcessId}.tmp";
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllText(_unfinished, "");
    }

    public void Write(ResultDocument results)
    {
        File.WriteAllText(_unfinished, results.ToJson());
        File.Move(_unfinished, _path, overwrite: true);
    }

    public void Dispose() => File.Delete(_unfinished);
}
