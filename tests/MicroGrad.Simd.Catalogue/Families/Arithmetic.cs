using System.Numerics;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

internal static class Arithmetic<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static T Wide => T.CreateChecked(1.3);

    public static IEnumerable<OpRow<T>> Rows =>
    [
        Element<T>.Two("a + b", "a + b", "dy; dy", "add", "op_Addition", (a, b) => a + b, (a, b) => a + b, (a, b) => a + b) with { IsLinear = true },
        Element<T>.Two("a − b", "a − b", "dy; −dy", "sub", "op_Subtraction", (a, b) => a - b, (a, b) => a - b, (a, b) => a - b) with { IsLinear = true },
        Element<T>.Two("a · b", "a b", "b dy; a dy", "mul", "op_Multiply", (a, b) => a * b, (a, b) => a * b, (a, b) => a * b),
        Element<T>.Two(
            "a / b", "a / b", "dy / b; −a dy / b²", "div", "op_Division", (a, b) => a / b, (a, b) => a / b, (a, b) => a / b, right: Values.AwayFromZero),
        Element<T>.Two(
            "Pow", "aᵇ", "b aᵇ⁻¹ dy; aᵇ ln a dy", "pow", "Pow", (a, b) => a.Pow(b), (a, b) => a.Pow(b), (a, b) => a.Pow(b),
            left: Values.Positive, edges: "0 at b = 0 for a, and at a = 0, b ≥ 0 for b"),
        Element<T>.Two(
            "Maximum", "max(a, b)", "dy where larger", "maximum", "Maximum", (a, b) => a.Maximum(b), (a, b) => Value<T>.Max(a, b), (a, b) => a.Maximum(b),
            Values.Apart, Values.Apart, "½ dy each where equal; NaN wins"),
        Element<T>.Two(
            "Minimum", "min(a, b)", "dy where smaller", "minimum", "Minimum", (a, b) => a.Minimum(b), (a, b) => Value<T>.Min(a, b), (a, b) => a.Minimum(b),
            Values.Apart, Values.Apart, "½ dy each where equal; NaN wins"),
        Element<T>.Two(
            "Atan2", "the angle of (b, a)", "b dy / (a² + b²); −a dy / (a² + b²)", "atan2", "Atan2", (a, b) => a.Atan2(b), (a, b) => a.Atan2(b), (a, b) => a.Atan2(b),
            Values.AwayFromZero, Values.AwayFromZero, "slopes NaN at (0, 0)"),
        Element<T>.Two(
            "Hypot", "√(a² + b²)", "a dy / y; b dy / y", "hypot", "Hypot", (a, b) => a.Hypot(b), (a, b) => a.Hypot(b), (a, b) => a.Hypot(b),
            Values.AwayFromZero, edges: "slopes 0 at (0, 0)"),
        Element<T>.Two(
            "Remainder", "a − ⌊a / b⌋ b", "dy; −⌊a / b⌋ dy", "remainder", "Remainder", (a, b) => a.Remainder(b), (a, b) => a.Remainder(b), (a, b) => a.Remainder(b),
            new(-5.6, -4.4), new(3, 4), "the sign of b; slopes as between the jumps"),
        Element<T>.Two(
            "LeakyRelu", "max(a, 0) + b min(a, 0)", "dy or b dy; min(a, 0) dy", "leaky_relu, prelu", "LeakyRelu",
            (a, b) => a.LeakyRelu(b), (a, b) => a.LeakyRelu(b), (a, b) => a.LeakyRelu(b), Values.AwayFromZero, edges: "slope b at a = 0"),
        Element<T>.Two(
            "Elu", "max(a, 0) + b (e^min(a, 0) − 1)", "dy or b eᵃ dy; (e^min(a, 0) − 1) dy", "elu", "Elu",
            (a, b) => a.Elu(b), (a, b) => a.Elu(b), (a, b) => a.Elu(b), Values.AwayFromZero, edges: "slope b at a = 0"),
        Element<T>.Two(
            "Clamp", "min(max(x, low), high)", "dy to the element within the bounds, else to the bound", "clamp", "Clamp",
            (a, b) => a.Clamp(b - Wide, b + Wide), (a, b) => a.Clamp(b - Wide, b + Wide), (a, b) => a.Clamp(b - 1.3f, b + 1.3f),
            new(-4, 4) { Hole = 0, HoleRadius = 2 }, new(-0.4, 0.4), "dy to the element at a bound"),
    ];
}
