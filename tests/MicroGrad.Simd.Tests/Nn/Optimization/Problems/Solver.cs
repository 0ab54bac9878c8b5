namespace MicroGrad.Simd.Tests.Nn.Optimization;

public enum Solver
{
    Lbfgs,
    LevenbergMarquardt,
    GaussNewton,
}
