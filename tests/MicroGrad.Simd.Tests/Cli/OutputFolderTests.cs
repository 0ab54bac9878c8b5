using MicroGrad.Simd.Cli.Output;
using Xunit;

namespace MicroGrad.Simd.Tests.Cli;

public sealed class OutputFolderTests : IDisposable
{
    private readonly string _path = CommandRun.NewFolder();

    public void Dispose()
    {
        if (Directory.Exists(_path)) Directory.Delete(_path, recursive: true);
    }

    [Fact]
    public void A_file_replaces_an_older_one()
    {
        var folder = new OutputFolder(_path);
        folder.Create();
        folder.Write("a", [1, 2, 3], CancellationToken.None);
        string path = folder.Write("a", [4], CancellationToken.None);

        Assert.Equal([4], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_path));
    }

    [Fact]
    public void A_cancelled_write_leaves_the_older_file_and_nothing_else()
    {
        var folder = new OutputFolder(_path);
        folder.Create();
        string path = folder.Write("a", [1, 2, 3], CancellationToken.None);

        Assert.Throws<OperationCanceledException>(() => folder.Write("a", [4], new CancellationToken(canceled: true)));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_path));
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_is_one_line_and_leaves_nothing()
    {
        var folder = new OutputFolder(_path);
        folder.Create();
        Directory.CreateDirectory(Path.Combine(_path, "a"));

        string message = Assert.Throws<UnwritableException>(() => folder.Write("a", [1], CancellationToken.None)).Message;
        Assert.StartsWith($"--output: cannot write '{Path.Combine(_path, "a")}': ", message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_path));
    }
}
