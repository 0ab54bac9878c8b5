using MicroGrad.Simd.Nn;

namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>Runs a solver on a problem, to the limits of rounding.</summary>
internal static class Run
{
    private const double Flat = 1e-12;
    private const int Patience = 4000;

    public static SolverResult Of(Solver solver, Problem problem, StepObserver? observer = null) => solver switch
    {
        Solver.Lbfgs => Lbfgs.Minimize(
            problem.Objective, problem.Start, new LbfgsOptions { GradientTolerance = Flat, MaxIterations = Patience, Observer = observer }),
        Solver.LevenbergMarquardt => LevenbergMarquardt.Fit(
            problem.Residuals, problem.Start, new LevenbergMarquardtOptions { GradientTolerance = Flat, MaxIterations = Patience, Observer = observer }),
        _ => GaussNewton.Fit(
            problem.Residuals, problem.Start, new SolverOptions { GradientTolerance = Flat, MaxIterations = Patience, Observer = observer }),
    };
}
