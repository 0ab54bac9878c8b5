using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>What the solvers refuse, and what they say.</summary>
public sealed class SolverErrorTests
{
    [Fact]
    public void A_start_must_have_elements_and_they_must_be_finite()
    {
        Says<ArgumentException>("Lbfgs: the start is empty. At least one variable is needed.", () => Lbfgs.Minimize(x => x[0], []));
        Says<ArgumentException>("LevenbergMarquardt: the start is empty. At least one variable is needed.", () => LevenbergMarquardt.Fit(x => x, []));
        Says<ArgumentException>("Lbfgs: element 1 of the start is NaN. Every element must be finite.", () => Lbfgs.Minimize(x => x[0], [1, double.NaN]));
        Says<ArgumentException>("GaussNewton: element 0 of the start is Infinity. Every element must be finite.", () => GaussNewton.Fit(x => x, [double.PositiveInfinity]));
    }

    [Fact]
    public void The_function_must_be_finite_at_the_start()
    {
        Says<ArgumentException>(
            "Lbfgs: the function is NaN at the start. Function and derivatives must be finite there.", () => Lbfgs.Minimize(x => x[0].Log(), [-1]));
        Says<ArgumentException>(
            "Lbfgs: the gradient's sum of squares is NaN at the start. Function and derivatives must be finite there.",
            () => Lbfgs.Minimize((x, gradient) => { gradient[0] = double.NaN; return x[0]; }, [3]));
        Says<ArgumentException>(
            "GaussNewton: ½‖r‖² is Infinity at the start. Function and derivatives must be finite there.", () => GaussNewton.Fit(x => [x[0].Reciprocal()], [0]));
        Says<ArgumentException>(
            "LevenbergMarquardt: the Jacobian's sum of squares is Infinity at the start. Function and derivatives must be finite there.",
            () => LevenbergMarquardt.Fit(x => [x[0].Sqrt()], [0]));
    }

    [Fact]
    public void The_result_must_depend_on_the_variables()
    {
        const string rule = "It must be computed from the values that the function is given.";
        Says<ArgumentException>($"Lbfgs: the function's result at the start is a constant. {rule}", () => Lbfgs.Minimize(_ => 3.0, [1]));
        Says<ArgumentException>($"Lbfgs: the function's result at the start is a constant. {rule}", () => Lbfgs.Minimize(x => x[0].Detach() * 2, [1]));
        Says<ArgumentException>($"GaussNewton: the function's result at the start is a constant. {rule}", () => GaussNewton.Fit(_ => [3.0, 4.0], [1]));

        var tape = new ValueTape<double>();
        Value<double> foreign = tape.Variable(7);
        Says<ArgumentException>($"Lbfgs: a result of the function, 7, is a value of another tape. {rule}", () => Lbfgs.Minimize(_ => foreign, [1]));
        Says<ArgumentException>($"GaussNewton: a result of the function, 7, is a value of another tape. {rule}", () => GaussNewton.Fit(x => [x[0], foreign], [1]));
    }

    [Fact]
    public void The_residuals_must_be_there_and_as_many_everywhere()
    {
        Says<ArgumentException>("GaussNewton: the function gave no residuals. At least one is needed.", () => GaussNewton.Fit(_ => [], [1]));
        Says<ArgumentException>("GaussNewton: the function gave null. It must give an array of residuals.", () => GaussNewton.Fit(_ => null!, [1]));
        Says<ArgumentException>(
            "LevenbergMarquardt: the function gave 1 residuals, and 2 at the start. It must give as many at every point.",
            () => LevenbergMarquardt.Fit(x => x[0].Data == 1 ? [x[0], x[0]] : [x[0]], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GaussNewton.Fit((_, _, _) => { }, 0, [1]));
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        Refuses("Lbfgs: GradientTolerance is -1. It must be finite and at least 0.", new LbfgsOptions { GradientTolerance = -1 });
        Refuses("Lbfgs: StepTolerance is NaN. It must be finite and at least 0.", new LbfgsOptions { StepTolerance = double.NaN });
        Refuses("Lbfgs: DecreaseTolerance is Infinity. It must be finite and at least 0.", new LbfgsOptions { DecreaseTolerance = double.PositiveInfinity });
        Refuses("Lbfgs: MaxIterations is -1. It must be at least 0.", new LbfgsOptions { MaxIterations = -1 });
        Refuses("Lbfgs: History is 0. It must be at least 1.", new LbfgsOptions { History = 0 });
        Refuses("Lbfgs: SufficientDecrease is 0. It must lie between 0 and 1.", new LbfgsOptions { SufficientDecrease = 0 });
        Refuses("Lbfgs: Curvature is 0.1. It must lie between SufficientDecrease, 0.2, and 1.", new LbfgsOptions { SufficientDecrease = 0.2, Curvature = 0.1 });
        Says<ArgumentOutOfRangeException>(
            "LevenbergMarquardt: FirstRadius is 0. It must be finite and above 0.", () => LevenbergMarquardt.Fit(x => x, [1], new LevenbergMarquardtOptions { FirstRadius = 0 }));
        Says<ArgumentOutOfRangeException>("GaussNewton: MaxIterations is -5. It must be at least 0.", () => GaussNewton.Fit(x => x, [1], new SolverOptions { MaxIterations = -5 }));

        static void Refuses(string message, LbfgsOptions options) => Says<ArgumentOutOfRangeException>(message, () => Lbfgs.Minimize(x => x[0], [1], options));
    }

    [Fact]
    public void Functions_must_not_be_null()
    {
        Assert.Throws<ArgumentNullException>(() => Lbfgs.Minimize((Objective)null!, [1]));
        Assert.Throws<ArgumentNullException>(() => Lbfgs.Minimize((Func<Value<double>[], Value<double>>)null!, [1]));
        Assert.Throws<ArgumentNullException>(() => LevenbergMarquardt.Fit(null!, 1, [1]));
        Assert.Throws<ArgumentNullException>(() => GaussNewton.Fit(null!, [1]));
    }

    private static void Says<TException>(string message, Func<SolverResult> solve) where TException : ArgumentException =>
        Assert.StartsWith(message, Assert.Throws<TException>(solve).Message, StringComparison.Ordinal);
}
