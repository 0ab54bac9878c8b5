using MicroGrad.Simd.Cli.Greeks;
using Xunit;

namespace MicroGrad.Simd.Tests.Cli.Greeks;

public sealed class HestonTests
{
    private const int Steps = 64;

    // F. Fang and C. W. Oosterlee, A novel pricing method for European options based on Fourier-cosine series expansions (2008), section 5.2.
    [Theory]
    [InlineData(1, 5.785155450)]
    [InlineData(10, 22.318945791)]
    public void The_formula_that_tests_hold_against_gives_published_prices(double time, double price) =>
        Assert.Equal(price, HestonFormula.Call(new(100, 100, 0, time, 0.0175, 1.5768, 0.0398, 0.5751, -0.5711)), 2e-8);

    [Fact]
    public void Price_and_sensitivities_are_within_four_standard_errors_of_the_formula()
    {
        ValueProgram<double> program = PricePrograms.HestonPath(Steps);
        Assert.Equal(0, program.GuardCount);
        var simulation = new HestonSimulation(program, 60_000, seed: 5);
        for (int batch = 0; batch < simulation.BatchCount; batch++) simulation.Run(batch);

        AssertNear(HestonFormula.Call(new(Market.Heston)), simulation.Price);
        for (int i = 0; i < HestonInputs<double>.Count; i++) AssertNear(Slope(i), simulation.Greeks[i]);
    }

    [Fact]
    public void Sensitivities_of_paths_are_those_of_bumps_with_the_same_noise()
    {
        const int paths = 2000;
        ValueProgram<double> program = PricePrograms.HestonPath(Steps);
        var batch = new HestonBatch(paths, 2 * Steps);
        new Normals(2).Fill(batch.Noise);
        double[] payoffs = new double[paths], gradients = new double[HestonInputs<double>.Count * paths], up = new double[paths], down = new double[paths];
        program.Evaluate(batch.Rows, payoffs, gradients);
        for (int i = 0; i < HestonInputs<double>.Count; i++)
        {
            double bump = 1e-6 * Math.Abs(Market.Heston[i]);
            Evaluate(Market.Heston[i] + bump, up);
            Evaluate(Market.Heston[i] - bump, down);
            double slope = up.Zip(down, (high, low) => (high - low) / (2 * bump)).Average(), expected = gradients.AsSpan(i * paths, paths).ToArray().Average();
            Assert.Equal(expected, slope, 1e-5 * Math.Max(1, Math.Abs(expected)));

            void Evaluate(double value, double[] results)
            {
                batch.Set(i, value);
                program.Evaluate(batch.Rows, results);
                batch.Set(i, Market.Heston[i]);
            }
        }
    }

    [Fact]
    public void The_program_gives_what_the_function_gives()
    {
        const int paths = 100;
        var batch = new HestonBatch(paths, 2 * Steps);
        new Normals(9).Fill(batch.Noise);
        var payoffs = new double[paths];
        PricePrograms.HestonPath(Steps).Evaluate(batch.Rows, payoffs);
        for (int path = 0; path < paths; path++)
        {
            double[] noise = [.. Enumerable.Range(0, 2 * Steps).Select(i => batch.Noise[i * paths + path])];
            Assert.Equal(Heston.Payoff<double>(new(Market.Heston), noise), payoffs[path], 1e-10);
        }
    }

    [Fact]
    public void Delta_and_gamma_of_the_surface_are_those_of_the_formula()
    {
        var surface = new HestonSurface(1024, Steps, threads: 1, seed: 1);
        const int row = Surface.Rows / 2;
        surface.Run(row);
        for (int column = 0; column < Surface.Columns; column += 12)
        {
            double high = Call(0.5), middle = Call(0), low = Call(-0.5);
            Assert.Equal(high - low, surface.Surface.Delta[row, column], 0.02);
            Assert.Equal(4 * (high - 2 * middle + low), surface.Surface.Gamma[row, column], 0.001);

            double Call(double bump) => HestonFormula.Call(new HestonInputs<double>(Market.Heston) with { Spot = Surface.Spot(column) + bump, Time = Surface.Time(row) });
        }
    }

    [Fact]
    public void Results_do_not_depend_on_threads()
    {
        Assert.Equal(Price(threads: 1), Price(threads: 2));

        static double Price(int threads)
        {
            ValueProgram<double> program = PricePrograms.HestonPath(8);
            program.Threads = threads;
            var simulation = new HestonSimulation(program, 5000, seed: 1);
            for (int batch = 0; batch < simulation.BatchCount; batch++) simulation.Run(batch);
            return simulation.Price.Mean;
        }
    }

    [Fact]
    public void An_estimate_has_the_standard_error_of_its_mean()
    {
        var estimate = new Estimate();
        estimate.Add([1, 2]);
        estimate.Add([3, 6]);
        Assert.Equal(3, estimate.Mean, 1e-15);
        Assert.Equal(Math.Sqrt(14.0 / 3 / 4), estimate.Error, 1e-15);
    }

    private static double Slope(int input)
    {
        double bump = 1e-4 * Math.Abs(Market.Heston[input]);
        double[] high = [.. Market.Heston], low = [.. Market.Heston];
        high[input] += bump;
        low[input] -= bump;
        return (HestonFormula.Call(new(high)) - HestonFormula.Call(new(low))) / (2 * bump);
    }

    private static void AssertNear(double expected, Estimate estimate) => Assert.InRange(Math.Abs(expected - estimate.Mean) / estimate.Error, 0, 4);
}
