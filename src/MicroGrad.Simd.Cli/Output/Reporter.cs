using Spectre.Console;

namespace MicroGrad.Simd.Cli.Output;

/// <summary>What a person sees of a run: progress, tables, files and warnings. Without a terminal there are plain lines and no escape codes.</summary>
internal sealed class Reporter
{
    private readonly IAnsiConsole _console;
    private readonly TextWriter _error;
    private readonly bool _quiet;

    public Reporter(TextWriter output, TextWriter error, bool quiet)
    {
        bool redirected = !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected) _console.Profile.Width = 120;
        _error = error;
        _quiet = quiet;
    }

    /// <summary>Runs <paramref name="steps"/> steps and shows how far they are; each step says in a few words where it stands.</summary>
    public void Steps(string title, int steps, Func<int, string> step, CancellationToken cancellation)
    {
        if (_quiet || !_console.Profile.Capabilities.Interactive) PlainSteps(title, steps, step, cancellation);
        else
        {
            _console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context =>
                {
                    ProgressTask task = context.AddTask(title, maxValue: Math.Max(1, steps));
                    for (int i = 0; i < steps; i++)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        task.Description = $"{title}  {Markup.Escape(step(i))}";
                        task.Value = i + 1;
                    }
                });
        }
    }

    /// <summary>Names on the left, what they stand for on the right.</summary>
    public void Table(string title, params ReadOnlySpan<string[]> rows)
    {
        if (_quiet) return;
        Line(title);
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false };
        for (int column = 0; column < rows[0].Length; column++)
            table.AddColumn(new TableColumn("") { Alignment = column == 0 ? Justify.Left : Justify.Right });
        foreach (string[] row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        _console.Write(table);
    }

    public void Line(string text)
    {
        if (!_quiet) _console.WriteLine(text);
    }

    public void Files(params ReadOnlySpan<string> paths)
    {
        foreach (string path in paths) Line($"wrote {path}");
    }

    public void Warn(string text) => _error.WriteLine($"warning: {text}");

    private void PlainSteps(string title, int steps, Func<int, string> step, CancellationToken cancellation)
    {
        int every = Math.Max(1, steps / 5);
        for (int i = 0; i < steps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            string state = step(i);
            if ((i + 1) % every == 0 || i + 1 == steps) Line($"{title} {i + 1}/{steps}  {state}");
        }
    }
}
