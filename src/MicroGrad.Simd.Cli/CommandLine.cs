using System.CommandLine;
using System.CommandLine.Invocation;
using MicroGrad.Simd.Cli.Commands;
using MicroGrad.Simd.Cli.Output;

namespace MicroGrad.Simd.Cli;

/// <summary>The <c>micrograd</c> command: what it understands, and how it ends.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int BadUsage = 2;
    private const int Interrupted = 130;

    /// <summary>Runs one command line.</summary>
    /// <returns>0; 1 when a file cannot be written; 2 for a bad command line; 130 when interrupted. Every error is one line.</returns>
    public static async Task<int> InvokeAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Automatic differentiation at work: networks that learn, curves that are fitted, graphs that are drawn, options that are priced.")
        {
            MoonsCommand.Create(output, error),
            PolyCommand.Create(output, error),
            GraphCommand.Create(output, error),
            GreeksCommand.Create(output, error),
            MicrogptCommand.Create(output, error),
        };

        ParseResult parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
            return Fail(error, BadUsage, Explain(parsed));

        try
        {
            var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(configuration);
        }
        catch (OperationCanceledException)
        {
            return Fail(error, Interrupted, "Interrupted; unfinished files were not written.");
        }
        catch (BadUsageException usage)
        {
            return Fail(error, BadUsage, usage.Message);
        }
        catch (UnwritableException unwritable)
        {
            return Fail(error, Failed, unwritable.Message);
        }
    }

    private static string Explain(ParseResult parsed)
    {
        string command = parsed.CommandResult.Command is RootCommand ? "micrograd" : $"micrograd {parsed.CommandResult.Command.Name}";
        string fault = parsed.UnmatchedTokens is [var unknown, ..] ? $"'{unknown}' is not an option or a command of {command}." : parsed.Errors[0].Message;
        return $"{fault} See {command} --help.";
    }

    private static int Fail(TextWriter error, int code, string message)
    {
        error.WriteLine(message.ReplaceLineEndings(" "));
        return code;
    }
}
