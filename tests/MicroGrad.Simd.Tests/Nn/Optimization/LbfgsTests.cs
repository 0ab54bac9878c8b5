using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Tests.Nn.Optimization;

public sealed class LbfgsTests
{
    private static readonly LbfgsOptions ToTheEnd = new() { GradientTolerance = 0, StepTolerance = 0, DecreaseTolerance = 0, MaxIterations = 25 };

    [Fact]
    public void A_tensor_model_is_minimised()
    {
        // The quadratic ½ Σ wᵢ (xᵢ − i)² by the tensor tape.
        using var tape = new TensorTape<double>();
        double[] weights = [1, 10, 100, 1000], target = [0, 1, 2, 3];
        SolverResult result = Lbfgs.Minimize(
            (x, gradient) =>
            {
                tape.Reset();
                Tensor<double> variables = tape.Variable(x, [4]);
                Tensor<double> value = ((variables - tape.Constant(target, [4])).Pow(2) * tape.Constant(weights, [4])).Sum() * 0.5;
                value.Backward();
                variables.Grad.CopyTo(gradient);
                return value.Item;
            },
            [4, 4, 4, 4]);
        Assert.True(result.Converged);
        for (int i = 0; i < 4; i++) Assert.Equal(target[i], result.Point[i], 1e-9);
    }

    [Fact]
    public void A_function_may_write_over_its_variables()
    {
        static Value<double> Bowl(Value<double>[] x)
        {
            x[0] = -x[0] - 1;
            x[1] = x[1] * 1e-3;
            return x[0] * x[0] + x[1] * x[1];
        }

        SolverResult result = Lbfgs.Minimize(Bowl, [3, 4]);
        Assert.True(result.Converged);
        Assert.Equal(-1, result.Point[0], 1e-9);
    }

    [Theory]
    [InlineData(1e-10)]
    [InlineData(1e-23)]
    [InlineData(1e-100)]
    public void A_first_step_that_is_much_too_long_is_no_hindrance(double unit)
    {
        SolverResult result = Lbfgs.Minimize(x => (x[0] / unit - 1).Square() + 3 * (x[1] / unit - 1).Square(), [3 * unit, 2 * unit], ToTheEnd with { DecreaseTolerance = 1e-14 });
        Assert.Equal(1, result.Point[0] / unit, 1e-6);
        Assert.Equal(1, result.Point[1] / unit, 1e-6);
    }

    [Fact]
    public void Many_variables_take_few_steps()
    {
        // Extended Rosenbrock: the pairs do not know of one another, so the count does not grow with them.
        SolverResult result = Lbfgs.Minimize(
            (x, gradient) =>
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i += 2)
                {
                    double valley = x[i + 1] - x[i] * x[i], along = 1 - x[i];
                    sum += 100 * valley * valley + along * along;
                    gradient[i] = -400 * valley * x[i] - 2 * along;
                    gradient[i + 1] = 200 * valley;
                }

                return sum;
            },
            Each.Of(1000, i => i % 2 == 1 ? -1.2 : 1));
        Assert.Equal(StopReason.Gradient, result.Reason);
        Assert.InRange(result.Iterations, 10, 80);
        Assert.All(result.Point, x => Assert.Equal(1, x, 1e-6));
    }

    [Theory]
    [InlineData("Rosenbrock")]
    [InlineData("Wood")]
    [InlineData("Osborne 1")]
    public void A_factor_of_the_function_does_not_change_the_path(string name)
    {
        // A power of 2 is exact, so every point is the same to the bit.
        Problem problem = Collection.Find(name);
        SolverResult plain = Lbfgs.Minimize(problem.Objective, problem.Start, ToTheEnd);
        foreach (double factor in new[] { Math.Pow(2, 30), Math.Pow(2, -40) })
        {
            SolverResult scaled = Lbfgs.Minimize(x => problem.Objective(x) * factor, problem.Start, ToTheEnd);
            Assert.Equal(plain.Point.AsSpan(), scaled.Point.AsSpan());
            Assert.Equal(plain.Value * factor, scaled.Value);
            Assert.Equal(plain.Evaluations, scaled.Evaluations);
        }
    }

    [Fact]
    public void Traced_and_given_gradients_take_the_same_path()
    {
        SolverResult traced = Lbfgs.Minimize(x => (x[0] - 3).Square() * 4 + x[1].Square(), [1, 1]);
        SolverResult given = Lbfgs.Minimize(
            (x, gradient) =>
            {
                gradient[0] = 8 * (x[0] - 3);
                gradient[1] = 2 * x[1];
                return (x[0] - 3) * (x[0] - 3) * 4 + x[1] * x[1];
            },
            [1, 1]);
        Assert.Equal(traced.Iterations, given.Iterations);
        Assert.Equal(traced.Point[0], given.Point[0], 1e-12);
    }

    [Fact]
    public void A_function_that_falls_without_end_is_no_endless_run()
    {
        // No step meets the conditions on the slope, because it stays the same.
        SolverResult result = Lbfgs.Minimize(x => x[0], [1]);
        Assert.Equal((StopReason.LineSearchFailed, 0), (result.Reason, result.Iterations));
    }

    [Fact]
    public void A_minimum_at_the_start_takes_no_step()
    {
        SolverResult result = Lbfgs.Minimize(x => x[0].Square(), [0]);
        Assert.Equal("0 at (0) after 0 steps and 1 evaluations: Gradient, largest gradient element 0", result.ToString());
    }

    [Fact]
    public void A_constant_past_the_start_stands_for_itself()
    {
        // Infinity outside the domain, and a flat floor.
        SolverResult walled = Lbfgs.Minimize(x => x[0].Data > 2 ? double.PositiveInfinity : (x[0] - 1.9).Square(), [-10]);
        Assert.Equal(1.9, walled.Point[0], 1e-7);
        SolverResult floored = Lbfgs.Minimize(x => x[0].Data < 1 ? 0 : (x[0] - 1).Square(), [3]);
        Assert.Equal(0, floored.Value, 1e-12);
    }

    [Fact]
    public void Evaluations_allocate_nothing()
    {
        Func<Value<double>[], Value<double>> rosenbrock = x => 100 * (x[1] - x[0] * x[0]).Square() + (1 - x[0]).Square();
        Assert.Equal(BytesOf(2), BytesOf(30));

        long BytesOf(int iterations)
        {
            LbfgsOptions options = ToTheEnd with { MaxIterations = iterations };
            double[] start = [-1.2, 1];
            return Allocations.Of(() => Lbfgs.Minimize(rosenbrock, start, options));
        }
    }
}
