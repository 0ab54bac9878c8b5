namespace MicroGrad.Simd.Results;

/// <summary>The repository that this program was built in.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string Readme => Path.Combine(Root, "README.md");

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "MicroGrad.Simd.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("This program runs outside the repository.");
    }
}
