using System.Runtime.CompilerServices;

namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>One way to compute something for many scenarios.</summary>
/// <param name="Name">What a table calls it.</param>
/// <param name="Instructions">How many instructions were recorded; none for plain C#.</param>
/// <param name="Run">Computes all scenarios and returns how many were re-traced.</param>
internal sealed record Contender(string Name, int? Instructions, Func<int> Run)
{
    /// <summary>A plain loop over scenarios, on so many threads at most.</summary>
    public static Contender Plain(int scenarios, int threads, Action<int, int> fromTo) => new("plain C#: price", null, () =>
    {
        if (threads == 1) fromTo(0, scenarios);
        else Parallel.For(0, threads, part => fromTo(Bound(part), Bound(part + 1)));
        return 0;

        int Bound(int part) => (int)((long)scenarios * part / threads);
    });

    /// <summary>A program's price, as it is and compiled where the runtime can.</summary>
    public static IEnumerable<Contender> Price(ValueProgram<double> program, double[] inputs, int scenarios)
    {
        var outputs = new double[program.OutputCount * scenarios];
        return Both(program, "price", program.InstructionCount, it => it.Evaluate(inputs, outputs));
    }

    /// <summary>The same with gradients.</summary>
    public static IEnumerable<Contender> Gradients(ValueProgram<double> program, string name, double[] inputs, int scenarios)
    {
        double[] outputs = new double[program.OutputCount * scenarios], gradients = new double[outputs.Length * program.GradientCount];
        return Both(program, name, program.GradientInstructionCount, it => it.Evaluate(inputs, outputs, gradients));
    }

    private static IEnumerable<Contender> Both(ValueProgram<double> program, string name, int instructions, Func<ValueProgram<double>, int> run)
    {
        yield return new($"program: {name}", instructions, () => run(program));
        if (!RuntimeFeature.IsDynamicCodeSupported) yield break;
        ValueProgram<double> compiled = PricePrograms.Compiled(program);
        yield return new($"compiled: {name}", instructions, () => run(compiled));
    }
}
