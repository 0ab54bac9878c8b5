using System.Diagnostics;
using System.Globalization;
using MicroGrad.Simd.Peers.Libraries;
using MicroGrad.Simd.Peers.Measuring;

namespace MicroGrad.Simd.Peers.Workers;

/// <summary>A <see cref="Worker"/> as its parent sees it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int PollMilliseconds = 20;
    private const int MostPolls = 50;

    private readonly Process _process;
    private readonly int _threads;

    public WorkerProcess(int threads, Effort effort, params Library[] libraries)
    {
        _threads = threads;

        // A native library may end its process, so that even the greeting may be missing.
        _process = Process.Start(StartInfo(threads, effort, libraries)) ?? throw new IOException("A measuring process did not start.");
        Hello = Receive<Hello>();
    }

    /// <summary>Null when the process ended while it was loading.</summary>
    public Hello? Hello { get; }

    public bool HasEnded => Hello is null || _process.HasExited;

    /// <summary>Measures a case.</summary>
    /// <returns>Null when the process ended over it.</returns>
    public Answer? Ask(string name)
    {
        try
        {
            _process.StandardInput.WriteLine(name);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            return null;
        }

        return Receive<Answer>();
    }

    /// <summary>Waits until the threads of its libraries' pools sleep, so that they take no time from the next process.</summary>
    public void Settle()
    {
        if (_threads == 1) return;
        TimeSpan used = TimeSpan.MinValue;
        for (int i = 0; i < MostPolls && !_process.HasExited; i++)
        {
            _process.Refresh();
            TimeSpan now = _process.TotalProcessorTime;
            if (now == used) return;
            used = now;
            Thread.Sleep(PollMilliseconds);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(int threads, Effort effort, Library[] libraries)
    {
        // "dotnet program.dll" starts the runtime's own executable, which then needs the program's name.
        string executable = Environment.ProcessPath ?? throw new IOException("The program's own file is not known, so that no measuring process can be started.");
        var start = new ProcessStartInfo(executable) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(executable) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (string argument in (string[])[Worker.Verb, threads.ToString(CultureInfo.InvariantCulture), effort.Name, .. libraries.Select(one => one.Name)])
            start.ArgumentList.Add(argument);

        start.Environment[effort.Environment.Name] = effort.Environment.Value;
        foreach (Library library in libraries)
            foreach ((string name, string value) in library.Environment(threads)) start.Environment[name] = value;
        return start;
    }

    // A native library may print too; a message is the line that starts an object.
    private T? Receive<T>() where T : class
    {
        while (_process.StandardOutput.ReadLine() is { } line)
            if (line.StartsWith('{')) return Messages.Read<T>(line);
        _process.WaitForExit();
        return null;
    }
}
