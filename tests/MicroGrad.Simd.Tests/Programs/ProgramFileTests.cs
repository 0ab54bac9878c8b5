using System.Numerics;
using System.Security.Cryptography;
using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Programs;
using Xunit;

namespace MicroGrad.Simd.Tests.Programs;

/// <summary>Saved programs come back as they were, and nothing else comes back.</summary>
public sealed class ProgramFileTests
{
    [SeedProperty]
    public void What_is_loaded_does_the_same(Seed seed)
    {
        Check<double>(seed);
        Check<float>(seed);
    }

    private static void Check<T>(Seed seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = seed.Random();
        var function = new RandomFunction(random, random.Next(1, 40), random.Next(1, 4), branches: random.Next(2) == 0);
        var program = ValueProgram<T>.Record(function.InputCount, function.Run, random.Next(function.InputCount + 1));
        if (random.Next(2) == 0) program.ToText(gradients: true); // the trace holds gradients by now
        ValueProgram<T> loaded = ValueProgram<T>.Load(new MemoryStream(Saved(program)), function.Run);
        T[] x = function.Inputs<T>(random, 20), y = new T[20 * program.OutputCount], dy = new T[y.Length * program.GradientCount], other = new T[y.Length], otherGradients = new T[dy.Length];
        Assert.Equal(program.Evaluate(x, y, dy), loaded.Evaluate(x, other, otherGradients));
        Assert.Equal(y, other);
        Assert.Equal(dy, otherGradients);
        Assert.Equal(program.ToString(), loaded.ToString());
        Assert.Equal(Saved(program), Saved(loaded));
    }

    private static byte[] Saved<T>(ValueProgram<T> program) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stream = new MemoryStream();
        program.Save(stream);
        return stream.ToArray();
    }

    private static ValueProgram<double> Small() => ValueProgram<double>.Record(2, x => x[0] > 0 ? (x[0] * x[1]).Exp() + 3 : x[1]);

    [Fact]
    public void A_changed_byte_or_a_missing_end_is_seen()
    {
        byte[] bytes = Saved(Small());
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 0x41;
            Assert.StartsWith("ValueProgram.Load: ", Assert.Throws<InvalidDataException>(() => ValueProgram<double>.Load(new MemoryStream(changed))).Message, StringComparison.Ordinal);
            Assert.Throws<InvalidDataException>(() => ValueProgram<double>.Load(new MemoryStream(bytes[..i])));
        }
    }

    [SeedProperty]
    public void Made_up_contents_with_a_right_checksum_are_refused_or_run(Seed seed)
    {
        var random = seed.Random();
        byte[] bytes = Saved(Small());
        for (int i = random.Next(1, 4); i > 0; i--) bytes[random.Next(44, bytes.Length)] = (byte)random.Next(256);
        if (random.Next(3) == 0) bytes = bytes[..random.Next(44, bytes.Length)];
        BitConverter.TryWriteBytes(bytes.AsSpan(8), bytes.Length - 44);
        SHA256.HashData(bytes.AsSpan(44)).CopyTo(bytes, 12);
        try
        {
            var program = ValueProgram<double>.Load(new MemoryStream(bytes), _ => [.. Enumerable.Repeat((Value<double>)0.0, 1)]);
            program.Evaluate(new double[3 * program.InputCount], new double[3 * program.OutputCount], new double[3 * program.OutputCount * program.GradientCount]);
        }
        catch (InvalidDataException)
        {
        }
        catch (InvalidOperationException error) when (error.Message.Contains("It must always give as many", StringComparison.Ordinal))
        {
        }
    }

    [Fact]
    public void A_scenario_of_another_branch_throws_without_the_function_and_the_others_are_right()
    {
        ValueProgram<double> loaded = ValueProgram<double>.Load(new MemoryStream(Saved(Small())));
        double[] y = new double[3], dy = new double[6];
        var error = Assert.Throws<InvalidOperationException>(() => loaded.Evaluate([1, -1, 2, 1, 1, 1], y, dy));
        Assert.StartsWith("ValueProgram.Evaluate: 1 of 3 scenarios take another branch", error.Message, StringComparison.Ordinal);
        Assert.Equal(Math.E + 3, y[0], 14);
        Assert.Equal(double.NaN, y[1]);
        Assert.Equal(Math.E * Math.E + 3, y[2], 13);
        Assert.Equal(double.NaN, dy[1]);
        Assert.Equal(Math.E * Math.E, dy[2], 13);
    }

    [Fact]
    public void Other_element_types_are_refused()
    {
        byte[] bytes = Saved(Small());
        Assert.Contains("its numbers have 8 bytes", Assert.Throws<InvalidDataException>(() => ValueProgram<float>.Load(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => ValueProgram<Dual<double>>.Record(1, x => x[0]).Save(new MemoryStream()));
    }

    private readonly struct Quarter : IUnaryOp<Quarter>
    {
        public static string Name => "quarter";

        public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => x / T.CreateChecked(4);

        public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / T.CreateChecked(4);
    }

    [Fact]
    public void A_program_of_a_user_s_op_runs_and_is_not_saved()
    {
        var program = ValueProgram<double>.Record(1, x => x[0].Apply<Quarter>());
        double[] y = new double[2], dy = new double[2];
        program.Evaluate([4, 8], y, dy);
        Assert.Equal([1, 2], y);
        Assert.Equal([0.25, 0.25], dy);
        var stream = new MemoryStream();
        Assert.Contains("the op 'quarter'", Assert.Throws<NotSupportedException>(() => program.Save(stream)).Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void Every_op_of_the_library_can_be_saved()
    {
        Type[] known = [.. InstructionSet.Of<double>().Values.Select(op => op.Definition)];
        Type[] ops = [.. typeof(InstructionSet).Assembly.GetTypes().Where(type => type.IsValueType && !type.IsGenericTypeDefinition && type.GetInterfaces().Any(i => i.IsGenericType
            && (i.GetGenericTypeDefinition() == typeof(IUnaryOp<>) || i.GetGenericTypeDefinition() == typeof(IBinaryOp<>))))];
        Assert.Equal("NotEqual", string.Join(", ", ops.Except(known).Select(type => type.Name))); // of tensors only
    }
}
