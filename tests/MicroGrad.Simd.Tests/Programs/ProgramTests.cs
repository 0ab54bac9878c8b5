using System.Numerics;
using Xunit;

namespace MicroGrad.Simd.Tests.Programs;

/// <summary>Recorded programs against the function itself, scenario by scenario.</summary>
public sealed class ProgramTests
{
    private static readonly int[] Counts = [0, 1, 3, 7, 8, 9, 16, 100, 257, 700];

    [SeedProperty]
    public void Programs_agree_with_the_tape(Seed seed) => Check<double>(seed, branches: false, 1e-11);

    [SeedProperty]
    public void Programs_of_floats_agree_with_the_tape(Seed seed) => Check<float>(seed, branches: false, 3e-3);

    [SeedProperty]
    public void Programs_with_branches_agree_with_the_tape(Seed seed) => Check<double>(seed, branches: true, 1e-11);

    [SeedProperty]
    public void Programs_of_duals_agree_with_the_tape(Seed seed) => Check<Dual<double>>(seed, branches: true, 1e-11);

    private static void Check<T>(Seed seed, bool branches, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = seed.Random();
        var function = new RandomFunction(random, random.Next(1, 40), random.Next(1, 4), branches);
        int scenarios = Counts[random.Next(Counts.Length)], differentiated = random.Next(function.InputCount + 1);
        T[] x = function.Inputs<T>(random, scenarios), at = function.Inputs<T>(random, 1);
        var program = ValueProgram<T>.Record(function.InputCount, function.Run, differentiated, at);
        program.Threads = random.Next(1, 4);
        T[] y = new T[program.OutputCount * scenarios], dy = new T[program.OutputCount * differentiated * scenarios], again = new T[y.Length];
        int broken = program.Evaluate(x, y, dy);
        program.Evaluate(x, again);
        for (int i = 0; i < y.Length; i++) Near(y[i], again[i], tolerance); // what gradients need of a product is not fused
        if (program.GuardCount == 0) Assert.Equal(0, broken);

        var tape = new ValueTape<T>();
        for (int s = 0; s < scenarios; s++)
        {
            tape.Reset();
            Value<T>[] inputs = [.. Enumerable.Range(0, function.InputCount).Select(i => tape.Variable(x[i * scenarios + s]))];
            Value<T>[] outputs = function.Run(inputs);
            var jacobian = new T[outputs.Length * differentiated];
            tape.Jacobian(outputs, inputs.AsSpan(0, differentiated), jacobian);
            for (int k = 0; k < outputs.Length; k++) Near(outputs[k].Data, y[k * scenarios + s], tolerance);
            for (int i = 0; i < jacobian.Length; i++) Near(jacobian[i], dy[i * scenarios + s], tolerance);
        }
    }

    private static void Near<T>(T expected, T actual, double tolerance) where T : IFloatingPointIeee754<T>
    {
        double wanted = double.CreateChecked(expected), got = double.CreateChecked(actual);
        Assert.True(wanted.Equals(got) || Math.Abs(wanted - got) <= tolerance * Math.Max(1, Math.Abs(wanted)), $"{wanted} but {got}");
    }

    [SeedProperty]
    public void What_takes_no_fused_instruction_is_the_same_bit_for_bit(Seed seed)
    {
        var random = seed.Random();
        var function = new RandomFunction(random, random.Next(1, 30), 2, exactOnly: true);
        double[] x = function.Inputs<double>(random, 50);
        var y = new double[100];
        ValueProgram<double>.Record(function.InputCount, function.Run<Value<double>>).Evaluate(x, y);
        for (int s = 0; s < 50; s++)
        {
            double[] expected = function.Run([.. Enumerable.Range(0, function.InputCount).Select(i => x[i * 50 + s])]);
            Assert.Equal(expected[0], y[s], 1e-15);
            Assert.Equal(expected[1], y[50 + s], 1e-15);
        }
    }

    [SeedProperty]
    public void Compiled_programs_give_the_same_bits(Seed seed)
    {
        var random = seed.Random();
        if (random.Next(4) != 0) return; // compiling takes its time
        CheckCompiled<double>(random);
        CheckCompiled<float>(random);
    }

    private static void CheckCompiled<T>(Random random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var function = new RandomFunction(random, random.Next(1, random.Next(2, 250)), random.Next(1, 4), branches: random.Next(2) == 0);
        int scenarios = Counts[random.Next(Counts.Length)];
        T[] x = function.Inputs<T>(random, scenarios);
        var program = ValueProgram<T>.Record(function.InputCount, function.Run);
        ValueProgram<T> compiled = program.Compile();
        T[] y = new T[program.OutputCount * scenarios], dy = new T[y.Length * program.InputCount], other = new T[y.Length], otherGradients = new T[dy.Length];
        int broken = program.Evaluate(x, y, dy);
        Assert.Equal(broken, compiled.Evaluate(x, other, otherGradients));
        Assert.Equal(y, other);
        Assert.Equal(dy, otherGradients);
        Assert.Equal(program.Evaluate(x, y), compiled.Evaluate(x, other));
        Assert.Equal(y, other);
    }

    [Fact]
    public void Scenarios_that_break_a_guard_are_counted()
    {
        var program = ValueProgram<double>.Record(1, x => x[0] > 3 ? x[0] * x[0] : -x[0], at: [5]);
        double[] y = new double[6], dy = new double[6];
        Assert.Equal(1, program.GuardCount);
        Assert.Equal(2, program.Evaluate([1, 4, 3, 7, 8, 9], y, dy));
        Assert.Equal([-1, 16, -3, 49, 64, 81], y);
        Assert.Equal([-1, 8, -1, 14, 16, 18], dy);
    }

    [Fact]
    public void Select_is_no_branch()
    {
        var program = ValueProgram<double>.Record(1, x =>
        {
            ValueMask<double> between = Value<double>.Greater(x[0], -1) & !Value<double>.GreaterOrEqual(x[0], 2.0);
            return Value<double>.Select(between | Value<double>.LessOrEqual(x[0], -5), x[0] * x[0], 3 * x[0]);
        });
        double[] y = new double[5], dy = new double[5];
        Assert.Equal(0, program.GuardCount);
        Assert.Equal(0, program.Evaluate([-6, -2, 0.5, 2, 5], y, dy));
        Assert.Equal([36, -6, 0.25, 6, 15], y);
        Assert.Equal([-12, 3, 1, 3, 3], dy);
    }

    [Fact]
    public void Comparisons_see_products_rounded_as_on_a_tape()
    {
        // The product rounds to 1, of which a fused instruction would find a rest.
        double above = 1 + Math.ScaleB(1, -30), below = 1 - Math.ScaleB(1, -30);
        var branch = ValueProgram<double>.Record(3, x => x[0] * x[1] - x[2] == 0 ? x[0] : 2 * x[0], at: [1, 1, 5]);
        var choice = ValueProgram<double>.Record(3, x => Value<double>.Select(Value<double>.GreaterOrEqual(x[0] * x[1] - x[2], 0), x[0], 2 * x[0]));
        double[] y = new double[1];
        Assert.Equal(1, branch.Evaluate([above, below, 1], y));
        Assert.Equal(above, y[0]);
        choice.Evaluate([above, below, 1], y);
        Assert.Equal(above, y[0]);
    }

    // 2²⁰ · (1 − 2⁻⁶⁰) rounds to 2²⁰: of its difference from an integer a fused instruction would keep 2⁻⁴⁰ more or less.
    [Theory]
    [InlineData("floor", (1 << 20) - 1)]
    [InlineData("ceiling", (1 << 20) + 1)]
    [InlineData("round", (1 << 20) - 1.5)]
    [InlineData("round to digits", (1 << 20) - 1)]
    [InlineData("truncate", (1 << 20) - 1)]
    [InlineData("modulus", (1 << 20) - 1)]
    [InlineData("IEEE remainder", (1 << 20) - 1.5)]
    [InlineData("sign", 1 << 20)]
    [InlineData("remainder", (1 << 20) - 1)]
    [InlineData("copy sign", 1 << 20)]
    [InlineData("atan2", 1 << 20)]
    [InlineData("atan2 / π", 1 << 20)]
    [InlineData("larger magnitude", (1 << 20) - 1)]
    public void What_jumps_sees_products_rounded_as_on_a_tape(string name, double last)
    {
        double[] x = [1024 * (1 + Math.ScaleB(1, -30)), 1024 * (1 - Math.ScaleB(1, -30)), last], y = new double[1];
        var program = name switch
        {
            "sign" => ValueProgram<double>.Record(3, x => (x[0] * x[1] - x[2]).Sign(), at: [1, 2, 3.25]),
            "remainder" => ValueProgram<double>.Record(3, x => (x[0] * x[1] - x[2]).Remainder(1), at: [1, 2, 3.25]),
            _ => ValueProgram<double>.Record(3, x => Jump(name, x[0] * x[1], x[2]), at: [1, 2, 3.25]),
        };
        program.Evaluate(x, y);
        double expected = Jump(name, x[0] * x[1], last), other = Jump(name, Math.FusedMultiplyAdd(x[0], x[1], -last), 0);
        Assert.True(expected.Equals(y[0]), $"{name}: {expected} but {y[0]}");
        Assert.NotEqual(expected, other);
    }

    private static T Jump<T>(string name, T product, T last) where T : IFloatingPointIeee754<T> => name switch
    {
        "floor" => T.Floor(product - last),
        "ceiling" => T.Ceiling(last - product),
        "round" => T.Round(product - last),
        "round to digits" => T.Round(product - last, 1, MidpointRounding.ToZero),
        "truncate" => T.Truncate(product - last),
        "modulus" or "remainder" => (product - last) % T.One,
        "IEEE remainder" => T.Ieee754Remainder(product - last, T.One),
        "sign" => T.CreateChecked(T.Sign(product - last)),
        "copy sign" => T.CopySign(T.One, product - last),
        "atan2" => T.Atan2(product - last, T.NegativeOne),
        "atan2 / π" => T.Atan2Pi(product - last, T.NegativeOne),
        _ => T.MaxMagnitude(product - last, T.NegativeOne),
    };

    [Fact]
    public void A_number_that_leaves_the_program_is_guarded()
    {
        var program = ValueProgram<double>.Record(1, x => x[0] * x[0].Data, at: [2]);
        double[] y = new double[3], dy = new double[3];
        Assert.Equal(2, program.Evaluate([2, 3, 4], y, dy));
        Assert.Equal([4, 9, 16], y);
        Assert.Equal([2, 3, 4], dy);
    }

    [Fact]
    public void A_detached_value_is_that_of_each_scenario()
    {
        var program = ValueProgram<double>.Record(1, x => [x[0] * x[0].Detach(), x[0].Detach()], at: [2]);
        double[] y = new double[6], dy = new double[6];
        Assert.Equal(0, program.Evaluate([2, 3, 4], y, dy));
        Assert.Equal([4, 9, 16, 2, 3, 4], y);
        Assert.Equal([2, 3, 4, 0, 0, 0], dy);
    }

    [Fact]
    public void Sums_that_are_simplified_keep_the_sign_of_0()
    {
        var program = ValueProgram<double>.Record(2, x => [-x[0] + -x[1], -x[0] - x[1], -x[0] + x[1], x[0] - -x[1], -x[0] * -x[1], -x[0] / x[1]]);
        double[] special = [0.0, -0.0, 1, -1], y = new double[6 * 16];
        double[] a = [.. special.SelectMany(_ => special)], b = [.. special.SelectMany(value => Enumerable.Repeat(value, 4))];
        program.Evaluate([.. a, .. b], y);
        for (int s = 0; s < 16; s++)
        {
            double[] expected = [-a[s] + -b[s], -a[s] - b[s], -a[s] + b[s], a[s] - -b[s], -a[s] * -b[s], -a[s] / b[s]];
            for (int k = 0; k < 6; k++)
                if (!double.IsNaN(expected[k])) Assert.Equal(BitConverter.DoubleToInt64Bits(expected[k]), BitConverter.DoubleToInt64Bits(y[k * 16 + s]));
        }
    }

    [Fact]
    public void The_bits_of_a_power_do_not_depend_on_the_neighbours()
    {
        double[] special = [double.NaN, double.NegativeInfinity, double.PositiveInfinity, -0.0, 0, -1, double.Epsilon];
        double[] x = [.. Enumerable.Range(1, 100).SelectMany(i => (double[])[i * 0.37, special[i % special.Length]])], y = new double[x.Length], dy = new double[x.Length];
        double[] alone = new double[1], gradient = new double[1];
        foreach (double exponent in (double[])[0.5, 2, 3, -1, 0.25, -2.5])
        {
            var program = ValueProgram<double>.Record(1, v => v[0].Pow(exponent));
            program.Evaluate(x, y, dy);
            for (int s = 0; s < x.Length; s++)
            {
                program.Evaluate([x[s]], alone, gradient);
                Assert.Equal(alone[0], y[s]);
                Assert.Equal(gradient[0], dy[s]);
                Assert.Equal(Math.Pow(x[s], exponent), y[s], double.IsFinite(y[s]) ? 1e-13 * Math.Abs(y[s]) : 0);
            }
        }
    }

    [Fact]
    public void Masks_and_choices_of_foreign_values_throw()
    {
        Value<double> foreign = new ValueTape<double>().Variable(1);
        Assert.Throws<InvalidOperationException>(() => ValueProgram<double>.Record(1, x => Value<double>.Select(Value<double>.Less(x[0], foreign), x[0], 2.0)));
        Assert.Throws<InvalidOperationException>(() => ValueProgram<double>.Record(1, x => Value<double>.Select(Value<double>.Less(x[0], 1), x[0], foreign)));
        Assert.Throws<InvalidOperationException>(() => ValueProgram<double>.Record(1, x => Value<double>.Select(Value<double>.Less(x[0], 1), foreign, 2.0)));
    }

    [Fact]
    public void Constants_keep_their_tangents()
    {
        var program = ValueProgram<Dual<double>>.Record(1, x => x[0] * new Dual<double>(1, 5) + x[0] * new Dual<double>(2, 7) + new Dual<double>(2, 0));
        Dual<double>[] y = new Dual<double>[1], dy = new Dual<double>[1];
        program.Evaluate([new(3, 1)], y, dy);
        Assert.Equal((11, 39), (y[0].Value, y[0].Tangent));
        Assert.Equal((3, 12), (dy[0].Value, dy[0].Tangent));
    }

    [Fact]
    public void Derivatives_inside_a_program()
    {
        // The value is f′ by a tape of traced values; its gradient is f″, here of sin(x²).
        var inside = new ValueTape<Value<double>>();
        var byTape = ValueProgram<double>.Record(1, x =>
        {
            inside.Reset();
            Value<Value<double>> v = inside.Variable(x[0]);
            (v * v).Sin().Backward();
            return v.Grad;
        });
        var byDuals = ValueProgram<double>.Record(1, x => F(new Dual<Value<double>>(x[0], 1.0)).Tangent);
        double[] x = [0.3, -1.1, 2.5], y = new double[3], dy = new double[3];
        foreach (ValueProgram<double> program in (ValueProgram<double>[])[byTape, byDuals])
        {
            Assert.Equal(0, program.Evaluate(x, y, dy));
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(2 * x[i] * Math.Cos(x[i] * x[i]), y[i], 14);
                Assert.Equal(2 * Math.Cos(x[i] * x[i]) - 4 * x[i] * x[i] * Math.Sin(x[i] * x[i]), dy[i], 13);
            }
        }

        static T F<T>(T v) where T : IFloatingPointIeee754<T> => T.Sin(v * v);
    }

    [Fact]
    public void Outputs_may_be_inputs_constants_and_the_same_twice()
    {
        var program = ValueProgram<double>.Record(2, x => [x[1], 7.0, x[0] * x[1], x[0] * x[1], x[1]]);
        double[] y = new double[10], dy = new double[20];
        program.Evaluate([2, 3, 5, 6], y, dy);
        Assert.Equal([5, 6, 7, 7, 10, 18, 10, 18, 5, 6], y);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0, 0, 5, 6, 2, 3, 5, 6, 2, 3, 0, 0, 1, 1], dy);
    }

    [Fact]
    public void What_is_computed_twice_or_not_needed_takes_no_instruction()
    {
        var program = ValueProgram<double>.Record(2, x =>
        {
            _ = x[0].Exp();
            return (x[0] * x[1]).Sin() + (x[1] * x[0]).Sin();
        });
        Assert.Equal(3, program.InstructionCount);
    }

    [Fact]
    public void Warm_evaluations_allocate_nothing()
    {
        var program = ValueProgram<double>.Record(2, x => x[0] > 0 ? (x[0] * x[1]).Exp() : x[0], at: [1, 1]);
        double[] x = [.. Enumerable.Range(1, 2000).Select(i => i / 2000.0)], y = new double[1000], dy = new double[2000];
        Assert.Equal(0, Allocations.Of(() => program.Evaluate(x, y, dy)));
        Assert.Equal(0, Allocations.Of(() =>
        {
            program.Evaluate(x, y);
            program.Evaluate(x, y, dy);
        }));
    }

    [Fact]
    public void One_program_serves_several_threads()
    {
        var program = ValueProgram<double>.Record(1, x => x[0] > 0.9 ? 2 * x[0] : (x[0] * x[0]).Exp(), at: [0]);
        Parallel.For(0, 8, thread =>
        {
            double[] x = [.. Enumerable.Range(0, 500).Select(i => (i + thread) / 600.0)], y = new double[500], dy = new double[500];
            for (int round = 0; round < 20; round++)
            {
                Assert.Equal(x.Count(value => value > 0.9), program.Evaluate(x, y, dy));
                for (int i = 0; i < 500; i++) Assert.Equal(x[i] > 0.9 ? 2 * x[i] : Math.Exp(x[i] * x[i]), y[i], 12);
            }
        });
    }

    [Fact]
    public void Wrong_rows_and_functions_throw()
    {
        var program = ValueProgram<double>.Record(2, x => x[0] * x[1]);
        Assert.Equal("ValueProgram.Evaluate: inputs holds 3 numbers. For 2 scenarios it must hold 2 rows of as many.",
            Assert.Throws<ArgumentException>(() => program.Evaluate(new double[3], new double[2])).Message);
        Assert.Throws<ArgumentException>(() => program.Evaluate(new double[4], new double[2], new double[3]));
        double[] shared = new double[8];
        Assert.Throws<ArgumentException>(() => program.Evaluate(shared.AsSpan(0, 4), shared.AsSpan(2, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ValueProgram<double>.Record(-1, _ => 1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ValueProgram<double>.Record(1, x => x[0], gradientCount: 2));
        Assert.Throws<ArgumentException>(() => ValueProgram<double>.Record(1, x => x[0], at: [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => program.Threads = 0);
        Value<double> foreign = new ValueTape<double>().Variable(1);
        Assert.Throws<InvalidOperationException>(() => ValueProgram<double>.Record(1, _ => foreign));
        Assert.Throws<InvalidOperationException>(() => ValueProgram<double>.Record(1, x => x[0] * foreign));
        Assert.Throws<InvalidOperationException>(() => ValueProgram<double>.Record(1, x =>
        {
            x[0].Backward();
            return x[0];
        }));
    }
}
