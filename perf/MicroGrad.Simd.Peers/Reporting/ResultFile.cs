using System.Text;
using System.Text.Json;

namespace MicroGrad.Simd.Peers.Reporting;

/// <summary>The results as one JSON document: the machine, then a row on each line. It appears at its place whole or not at all.</summary>
internal sealed class ResultFile : IDisposable
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

    public void Write(Machine machine, IEnumerable<CaseResult> results)
    {
        var text = new StringBuilder("{\n");
        Field("processor", Machine.Processor);
        Field("logical_processors", Environment.ProcessorCount);
        Field("runtime", Machine.Runtime);
        Field("libraries", machine.Libraries.Values);
        Field("fma_peak_gflops", machine.Peaks.ToDictionary(peak => peak.Key, peak => Math.Round(peak.Value, 1)));
        text.Append("  \"rows\": [\n    ").AppendJoin(",\n    ", results.SelectMany(result => result.Rows).Select(row => row.ToJson())).Append("\n  ]\n}\n");
        File.WriteAllText(_unfinished, text.ToString());
        File.Move(_unfinished, _path, overwrite: true);

        void Field<T>(string name, T value) => text.Append("  \"").Append(name).Append("\": ").Append(JsonSerializer.Serialize(value)).Append(",\n");
    }

    public void Dispose() => File.Delete(_unfinished);
}
