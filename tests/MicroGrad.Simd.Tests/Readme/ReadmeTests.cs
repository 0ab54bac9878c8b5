using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace MicroGrad.Simd.Tests.Readme;

/// <summary>What the README says is run here: every C# sample, its printed text, its commands and its links.</summary>
[Collection(RedirectsConsole.Name)]
public sealed partial class ReadmeTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Text = File.ReadAllText(Path.Combine(Root, "README.md")).ReplaceLineEndings("\n");

    public static TheoryData<int> Samples => [.. Enumerable.Range(0, Blocks("csharp").Count)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_compiles_and_prints_what_the_readme_says(int index)
    {
        Match sample = Blocks("csharp")[index];
        Match printed = Blocks("text").First(block => block.Index > sample.Index);
        Assert.True(
            index + 1 == Blocks("csharp").Count || printed.Index < Blocks("csharp")[index + 1].Index,
            "A sample must be followed by a text block with what it prints.");

        string actual = CompileAndRun(sample.Groups["body"].Value);

        Assert.Equal(printed.Groups["body"].Value.Trim(), actual.ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    public void The_readme_has_samples() => Assert.True(Blocks("csharp").Count >= 3);

    [Fact]
    public void The_gate_runs_the_commands_of_the_readme()
    {
        string gate = File.ReadAllText(Path.Combine(Root, ".ci", "run"));
        Assert.Contains("dotnet test -c Release\n", Text, StringComparison.Ordinal);
        Assert.Contains("dotnet test -c Release", gate, StringComparison.Ordinal);
        Assert.Contains("dotnet run -c Release --project src/MicroGrad.Simd.Cli -- moons\n", Text, StringComparison.Ordinal);
        Assert.Contains("--project src/MicroGrad.Simd.Cli -- moons", gate, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_that_the_readme_links_to_exists()
    {
        List<string> links = [.. Links().Matches(Text).Select(link => link.Groups["path"].Value).Where(path => !path.Contains("://", StringComparison.Ordinal))];
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Root, link)), $"{link} does not exist."));
    }

    private static List<Match> Blocks(string language) => [.. Fences().Matches(Text).Where(block => block.Groups["language"].Value == language)];

    private static string CompileAndRun(string code)
    {
        const string usings = "global using System; global using System.Linq;";
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(usings), CSharpSyntaxTree.ParseText(code)],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));

        image.Position = 0;
        var context = new AssemblyLoadContext("sample", isCollectible: true);
        MethodInfo main = context.LoadFromStream(image).EntryPoint!;
        TextWriter console = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            main.Invoke(null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
            context.Unload();
        }

        return printed.ToString();
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "MicroGrad.Simd.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\]\((?<path>[^)#\s]+)\)")]
    private static partial Regex Links();
}
