using System.Numerics;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

internal static class Functions<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static IEnumerable<OpRow<T>> Rows =>
    [
        Element<T>.One("−x", "−x", "−dy", "neg", "op_UnaryNegation", x => -x, x => -x, x => -x),
        Element<T>.One("Abs", "|x|", "sign(x) dy", "abs", "Abs", x => x.Abs(), x => x.Abs(), x => x.Abs(), Values.AwayFromZero, "slope 0 at 0"),
        Element<T>.One(
            "Sign", "−1, 0 or 1", "0", "sign", "Sign",
            x => x.Sign(), x => x.Sign(), x => x.Sign(), Values.AwayFromZero, "no gradient: slope 0; NaN gives NaN"),
        Element<T>.One(
            "Reciprocal", "1 / x", "−y² dy", "reciprocal", "Reciprocal",
            x => x.Reciprocal(), x => x.Reciprocal(), x => x.Reciprocal(), Values.AwayFromZero),
        Element<T>.One("Square", "x²", "2x dy", "square", "Square", x => x.Square(), x => x.Square(), x => x.Square()),
        Element<T>.One("Sqrt", "√x", "dy / (2y)", "sqrt", "Sqrt", x => x.Sqrt(), x => x.Sqrt(), x => x.Sqrt(), Values.Positive),
        Element<T>.One(
            "ReciprocalSqrt", "1 / √x", "−½y³ dy", "rsqrt", "ReciprocalSqrt",
            x => x.ReciprocalSqrt(), x => x.ReciprocalSqrt(), x => x.ReciprocalSqrt(), Values.Positive),
        Element<T>.One("Cbrt", "∛x", "dy / (3y²)", "", "Cbrt", x => x.Cbrt(), x => x.Cbrt(), x => x.Cbrt(), Values.AwayFromZero),
        Element<T>.One("Exp", "eˣ", "y dy", "exp", "Exp", x => x.Exp(), x => x.Exp(), x => x.Exp()),
        Element<T>.One("Exp2", "2ˣ", "y ln 2 dy", "exp2", "Exp2", x => x.Exp2(), x => x.Exp2(), x => x.Exp2()),
        Element<T>.One("ExpM1", "eˣ − 1", "eˣ dy", "expm1", "ExpM1", x => x.ExpM1(), x => x.ExpM1(), x => x.ExpM1()),
        Element<T>.One("Log", "ln x", "dy / x", "log", "Log", x => x.Log(), x => x.Log(), x => x.Log(), Values.Positive),
        Element<T>.One("LogP1", "ln(1 + x)", "dy / (1 + x)", "log1p", "LogP1", x => x.LogP1(), x => x.LogP1(), x => x.LogP1(), new(-0.7, 2)),
        Element<T>.One("Log2", "log₂ x", "dy / (x ln 2)", "log2", "Log2", x => x.Log2(), x => x.Log2(), x => x.Log2(), Values.Positive),
        Element<T>.One("Log10", "log₁₀ x", "dy / (x ln 10)", "log10", "Log10", x => x.Log10(), x => x.Log10(), x => x.Log10(), Values.Positive),
        Element<T>.One("Sin", "sin x", "cos x dy", "sin", "Sin", x => x.Sin(), x => x.Sin(), x => x.Sin()),
        Element<T>.One("Cos", "cos x", "−sin x dy", "cos", "Cos", x => x.Cos(), x => x.Cos(), x => x.Cos()),
        Element<T>.One("Tan", "tan x", "(1 + y²) dy", "tan", "Tan", x => x.Tan(), x => x.Tan(), x => x.Tan(), new(-1.2, 1.2)),
        Element<T>.One("Asin", "arcsin x", "dy / √(1 − x²)", "asin", "Asin", x => x.Asin(), x => x.Asin(), x => x.Asin(), new(-0.8, 0.8)),
        Element<T>.One("Acos", "arccos x", "−dy / √(1 − x²)", "acos", "Acos", x => x.Acos(), x => x.Acos(), x => x.Acos(), new(-0.8, 0.8)),
        Element<T>.One("Atan", "arctan x", "dy / (1 + x²)", "atan", "Atan", x => x.Atan(), x => x.Atan(), x => x.Atan()),
        Element<T>.One("Sinh", "sinh x", "cosh x dy", "sinh", "Sinh", x => x.Sinh(), x => x.Sinh(), x => x.Sinh()),
        Element<T>.One("Cosh", "cosh x", "sinh x dy", "cosh", "Cosh", x => x.Cosh(), x => x.Cosh(), x => x.Cosh()),
        Element<T>.One("Tanh", "tanh x", "(1 − y²) dy", "tanh", "Tanh", x => x.Tanh(), x => x.Tanh(), x => x.Tanh()),
        Element<T>.One("Asinh", "arsinh x", "dy / √(x² + 1)", "asinh", "Asinh", x => x.Asinh(), x => x.Asinh(), x => x.Asinh()),
        Element<T>.One("Acosh", "arcosh x", "dy / √(x² − 1)", "acosh", "Acosh", x => x.Acosh(), x => x.Acosh(), x => x.Acosh(), new(1.3, 3)),
        Element<T>.One("Atanh", "artanh x", "dy / (1 − x²)", "atanh", "Atanh", x => x.Atanh(), x => x.Atanh(), x => x.Atanh(), new(-0.8, 0.8)),
        Element<T>.One("Erf", "erf x", "2/√π e^(−x²) dy", "erf", "Erf", x => x.Erf(), x => x.Erf(), x => x.Erf()),
        Element<T>.One(
            "Floor", "⌊x⌋", "0", "floor", "Floor",
            x => x.Floor(), x => x.Floor(), x => x.Floor(), new(0.1, 0.9), "no gradient: slope 0, even at jumps"),
        Element<T>.One(
            "Ceiling", "⌈x⌉", "0", "ceil", "Ceiling",
            x => x.Ceiling(), x => x.Ceiling(), x => x.Ceiling(), new(0.1, 0.9), "no gradient: slope 0, even at jumps"),
        Element<T>.One(
            "Round", "nearest integer, ties to even", "0", "round", "Round",
            x => x.Round(), x => x.Round(), x => x.Round(), new(0.6, 1.4), "no gradient: slope 0, even at jumps"),
        Element<T>.One(
            "Relu", "max(x, 0)", "dy where x > 0", "relu", "Relu",
            x => x.Relu(), x => x.Relu(), x => x.Relu(), Values.AwayFromZero, "slope 0 at 0"),
        Element<T>.One(
            "Selu", "λ x, or λ α (eˣ − 1) for x ≤ 0", "λ dy, or λ α eˣ dy", "selu", "Selu",
            x => x.Selu(), x => x.Selu(), x => x.Selu(), Values.AwayFromZero, "slope λ α at 0"),
        Element<T>.One("Sigmoid", "1 / (1 + e⁻ˣ)", "y (1 − y) dy", "sigmoid", "Sigmoid", x => x.Sigmoid(), x => x.Sigmoid(), x => x.Sigmoid()),
        Element<T>.One(
            "HardSigmoid", "min(max(x + 3, 0), 6) / 6", "dy / 6 for |x| < 3", "hardsigmoid", "HardSigmoid",
            x => x.HardSigmoid(), x => x.HardSigmoid(), x => x.HardSigmoid(), new(-2.5, 2.5), "slope 0 at −3 and 3"),
        Element<T>.One("LogSigmoid", "ln σ(x)", "σ(−x) dy", "logsigmoid", "LogSigmoid", x => x.LogSigmoid(), x => x.LogSigmoid(), x => x.LogSigmoid()),
        Element<T>.One("Silu", "x σ(x)", "σ(x) (1 + x (1 − σ(x))) dy", "silu", "Silu", x => x.Silu(), x => x.Silu(), x => x.Silu()),
        Element<T>.One(
            "HardSwish", "x min(max(x + 3, 0), 6) / 6", "(2x + 3) / 6 dy for |x| < 3", "hardswish", "HardSwish",
            x => x.HardSwish(), x => x.HardSwish(), x => x.HardSwish(), new(-2.5, 2.5), "slope 0 at −3, 1 at 3"),
        Element<T>.One("Mish", "x tanh(softplus x)", "(t + x (1 − t²) σ(x)) dy", "mish", "Mish", x => x.Mish(), x => x.Mish(), x => x.Mish()),
        Element<T>.One("Softplus", "ln(1 + eˣ)", "σ(x) dy", "softplus", "Softplus", x => x.Softplus(), x => x.Softplus(), x => x.Softplus()),
        Element<T>.One(
            "Softsign", "x / (1 + |x|)", "dy / (1 + |x|)²", "softsign", "Softsign",
            x => x.Softsign(), x => x.Softsign(), x => x.Softsign(), Values.AwayFromZero),
        Element<T>.One("Gelu", "x Φ(x)", "(Φ(x) + x φ(x)) dy", "gelu", "Gelu", x => x.Gelu(), x => x.Gelu(), x => x.Gelu()),
        Element<T>.One(
            "GeluTanh", "½x (1 + tanh(√(2/π)(x + 0.044715x³)))", "of the formula", "gelu(approximate='tanh')", "GeluTanh",
            x => x.GeluTanh(), x => x.GeluTanh(), x => x.GeluTanh()),
    ];
}
