using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

internal static class Arithmetic
{
    public static IEnumerable<OpRow> Rows =>
    [
        Element.Two("a + b", "a + b", "dy; dy", "add", "op_Addition", (a, b) => a + b, (a, b) => a + b, (a, b) => a + b) with { IsLinear = true },
        Element.Two("a − b", "a − b", "dy; −dy", "sub", "op_Subtraction", (a, b) => a - b, (a, b) => a - b, (a, b) => a - b) with { IsLinear = true },
        Element.Two("a · b", "a b", "b dy; a dy", "mul", "op_Multiply", (a, b) => a * b, (a, b) => a * b, (a, b) => a * b),
        Element.Two(
            "a / b", "a / b", "dy / b; −a dy / b²", "div", "op_Division", (a, b) => a / b, (a, b) => a / b, (a, b) => a / b, right: Values.AwayFromZero),
        Element.Two(
            "Pow", "aᵇ", "b aᵇ⁻¹ dy; aᵇ ln a dy", "pow", "Pow", (a, b) => a.Pow(b), (a, b) => a.Pow(b), (a, b) => a.Pow(b),
            left: Values.Positive, edges: "0 at b = 0 for a, and at a = 0, b ≥ 0 for b"),
        Element.Two(
            "Maximum", "max(a, b)", "dy where larger", "maximum", "Maximum", (a, b) => a.Maximum(b), (a, b) => Value<double>.Max(a, b), (a, b) => a.Maximum(b),
            Values.Apart, Values.Apart, "½ dy each where equal; NaN wins"),
        Element.Two(
            "Minimum", "min(a, b)", "dy where smaller", "minimum", "Minimum", (a, b) => a.Minimum(b), (a, b) => Value<double>.Min(a, b), (a, b) => a.Minimum(b),
            Values.Apart, Values.Apart, "½ dy each where equal; NaN wins"),
    ];
}
