using System.Diagnostics;

namespace MicroGrad.Simd.Results.StartUp;

/// <summary>A command whose first line of output is what one waits for.</summary>
internal sealed record TimedProcess(string FileName, params string[] Arguments)
{
    /// <summary>Runs it.</summary>
    /// <returns>Nanoseconds from before the process is made until the line is there.</returns>
    /// <exception cref="IOException">It printed none.</exception>
    public double Time()
    {
        var start = new ProcessStartInfo(FileName, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new IOException($"{FileName} did not start.");
        string? line = process.StandardOutput.ReadLine();
        double elapsed = Stopwatch.GetElapsedTime(begin).TotalNanoseconds;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return line is not null && process.ExitCode == 0 ? elapsed : throw new IOException($"{FileName} {string.Join(' ', Arguments)} failed: {errors.Split('\n')[0]}");
    }
}
