using System.Numerics;
using Xunit;

namespace MicroGrad.Simd.Tests.Programs;

/// <summary>Programs differentiate polynomials forward: the same gradients as on a tape, in fewer instructions.</summary>
public sealed class PolynomialTests
{
    private const int Scenarios = 20;

    /// <summary>Horner's scheme in the ways that people write it, by variables that are inputs, squares and functions, with sums that go on from the middle.</summary>
    [SeedProperty]
    public void Gradients_are_those_of_the_tape(Seed seed)
    {
        Random random = seed.Random();
        int inputs = random.Next(1, 4), differentiated = random.Next(1, inputs + 1), steps = random.Next(1, 12), shape = random.Next(5), outputs = random.Next(1, 3);
        int[] kinds = [.. Enumerable.Range(0, steps).Select(_ => random.Next(8))], kept = [.. Enumerable.Range(0, outputs).Select(_ => random.Next(steps))];
        double[] coefficients = [.. Enumerable.Range(0, steps + 1).Select(_ => 2 * random.NextDouble() - 1)];
        double[] x = [.. Enumerable.Range(0, inputs * Scenarios).Select(_ => 4 * random.NextDouble() - 2)];
        double[] y = new double[outputs * Scenarios], dy = new double[outputs * differentiated * Scenarios], again = new double[y.Length];
        var program = ValueProgram<double>.Record(inputs, x => Function(x, isBound: false), differentiated);
        program.Evaluate(x, y, dy);
        program.Evaluate(x, again);
        for (int s = 0; s < Scenarios; s++)
        {
            // With all signs positive the same function bounds what is added up.
            double[] at = [.. Enumerable.Range(0, inputs).Select(i => x[i * Scenarios + s])];
            (double[] values, double[] slopes) = OnTape(at, x => Function(x, isBound: false));
            (double[] bounds, double[] slopeBounds) = OnTape(Array.ConvertAll(at, Math.Abs), x => Function(x, isBound: true));
            for (int k = 0; k < values.Length; k++)
            {
                Assert.Equal(values[k], y[k * Scenarios + s], 1e-14 * bounds[k]);
                Assert.Equal(values[k], again[k * Scenarios + s], 1e-14 * bounds[k]);
            }

            for (int i = 0; i < slopes.Length; i++) Assert.Equal(slopes[i], dy[i * Scenarios + s], 1e-14 * slopeBounds[i]);
        }

        (double[] Values, double[] Slopes) OnTape(double[] at, Func<Value<double>[], Value<double>[]> function)
        {
            var tape = new ValueTape<double>();
            Value<double>[] variables = Array.ConvertAll(at, tape.Variable), results = function(variables);
            var jacobian = new double[outputs * differentiated];
            tape.Jacobian(results, variables.AsSpan(0, differentiated), jacobian);
            return (Array.ConvertAll(results, result => result.Data), jacobian);
        }

        Value<double>[] Function(Value<double>[] v, bool isBound)
        {
            Value<double> z = shape switch { 0 => v[0] * v[0], 1 => v[0] + 1, 2 => v[0] * v[^1], 3 => isBound ? v[0] : -v[0], _ => v[0] };
            Value<double> p = Coefficient(0), total = z;
            var all = new List<Value<double>>();
            for (int i = 0; i < steps; i++)
            {
                double c = Coefficient(i + 1);
                p = kinds[i] switch
                {
                    0 => isBound ? c + z * p : c - z * p,
                    1 => isBound ? z * p + c : z * p - c,
                    2 => p * z,
                    3 => (p + c) * z + v[^1],
                    4 => p * z + total,
                    5 => p * z * z + c,
                    6 => z * (z + c) * p,
                    _ => p * z + c,
                };
                if (i % 4 == 3) total += p;
                all.Add(i % 3 == 2 ? p * total : p);
            }

            return [.. kept.Select(k => all[k])];

            double Coefficient(int i) => isBound ? Math.Abs(coefficients[i]) : coefficients[i];
        }
    }

    [Fact]
    public void A_coefficient_takes_one_instruction_more_and_serves_all_results()
    {
        Assert.Equal((6, 6 + 5), Counts(x => [Horner(x, 7)])); // the slope of x + 2 is 1
        Assert.Equal((2, 4), Counts(x => [x * x * x]));
        (int values, int gradients) = Counts(x =>
        {
            Value<double> p = Horner(x, 12);
            return [p.Sin(), p.Exp()];
        });
        Assert.Equal(11 + 2, values);
        Assert.Equal(values + 10 + 3, gradients); // the derivative of the sine, and two products with that of p

        static (int Values, int Gradients) Counts(Func<Value<double>, Value<double>[]> function)
        {
            var program = ValueProgram<double>.Record(1, x => function(x[0]));
            return (program.InstructionCount, program.GradientInstructionCount);
        }
    }

    [Fact]
    public void Polynomials_may_have_many_coefficients()
    {
        var program = ValueProgram<double>.Record(1, x => Horner(x[0], 50_000));
        double[] y = new double[1], dy = new double[1];
        program.Evaluate([0.5], y, dy);

        double p = 0, slope = 0;
        for (int i = 1; i <= 50_000; i++) (p, slope) = (p * 0.5 + i, slope * 0.5 + p);
        Assert.Equal(p, y[0], 1e-9);
        Assert.Equal(slope, dy[0], 1e-9);
    }

    /// <summary>With coefficients 1, 2, 3, … from the highest power on.</summary>
    private static T Horner<T>(T x, int coefficients) where T : IFloatingPointIeee754<T>
    {
        T p = T.One;
        for (int i = 2; i <= coefficients; i++) p = p * x + T.CreateChecked(i);
        return p;
    }
}
