using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MicroGrad.Simd.Results;

/// <summary>What a run found: where and with what it measured, then its rows. As JSON, each row is a line, so that two files can be compared.</summary>
/// <param name="Processor">As <see cref="Results.Processor"/> names it.</param>
/// <param name="LogicalProcessors">How many there are.</param>
/// <param name="Runtime">The .NET runtime and the operating system.</param>
/// <param name="Effort">"full", or "quick" for fewer and shorter samples.</param>
/// <param name="Libraries">What was loaded, with versions.</param>
/// <param name="FmaPeakGflops">One core's multiply-add peak, by element type.</param>
/// <param name="Rows">In the order of measuring.</param>
public sealed record ResultDocument(
    string Processor,
    int LogicalProcessors,
    string Runtime,
    string Effort,
    IReadOnlyList<string> Libraries,
    IReadOnlyDictionary<string, double> FmaPeakGflops,
    IReadOnlyList<Row> Rows)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <exception cref="IOException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not the result of a run.</exception>
    public static ResultDocument Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ResultDocument>(File.ReadAllText(path), Options) ?? throw new JsonException("It is null.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"{path} is not the result of a run: {wrong.Message}", wrong);
        }
    }

    internal static string Json<T>(T value) => JsonSerializer.Serialize(value, Options);

    internal string ToJson()
    {
        using JsonDocument head = JsonDocument.Parse(Json(this with { Rows = [] }));
        var text = new StringBuilder("{\n");
        foreach (JsonProperty field in head.RootElement.EnumerateObject())
        {
            if (field.NameEquals("rows")) continue;
            text.Append("  \"").Append(field.Name).Append("\": ").Append(field.Value.GetRawText()).Append(",\n");
        }

        return text.Append("  \"rows\": [\n    ").AppendJoin(",\n    ", Rows.Select(row => row.ToJson())).Append("\n  ]\n}\n").ToString();
    }
}
