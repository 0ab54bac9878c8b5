using System.Globalization;
using System.Text;

namespace MicroGrad.Simd.Programs;

/// <summary>Writes a plan as C#-like text.</summary>
internal static class ProgramText
{
    /// <param name="plan">What to write.</param>
    /// <param name="outputs">A name for each of its outputs.</param>
    public static string Of<T>(Plan<T> plan, string[] outputs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        string type = typeof(T) == typeof(double) ? "double" : typeof(T) == typeof(float) ? "float" : typeof(T).Name;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"({string.Join(", ", outputs.Select(name => $"{type} {name}"))}) F({string.Join(", ", Enumerable.Range(0, plan.InputCount).Select(i => $"{type} x{i}"))})\n{{\n");
        var names = new string[plan.Nodes.Count];
        for (int node = 1, count = 0; node < names.Length; node++)
        {
            TraceNode<T> it = plan.Nodes[node];
            names[node] = it.IsInput ? $"x{it.A}" : it.Op is null ? Literal(it.Data) : $"t{count++}";
            if (it.Op is null) continue;
            string[] operands = [.. Enumerable.Range(0, it.OperandCount).Select(k => names[it.Operand(k)])];
            text.Append(CultureInfo.InvariantCulture, $"    {type} {names[node]} = {Expression(it.Op, operands)};\n");
        }

        string results = string.Join(", ", plan.Roots.Select(root => names[root]));
        text.Append(CultureInfo.InvariantCulture, $"    return ({results});\n}}\n");
        if (outputs.Contains("broken")) text.Append("// Where broken is not 0, the scenario takes another branch than the recorded one.\n");
        return text.ToString();
    }

    private static string Expression<T>(LaneOp<T> op, string[] x) where T : unmanaged, IFloatingPointIeee754<T> => op.Name switch
    {
        "+" => $"{x[0]} + {x[1]}",
        "−" => $"{x[0]} - {x[1]}",
        "×" => $"{x[0]} * {x[1]}",
        "÷" => $"{x[0]} / {x[1]}",
        "neg" => $"-{x[0]}",
        "%" => $"{x[0]} % {x[1]}",
        "<" or "<=" or "==" or "!=" => $"{x[0]} {op.Name} {x[1]} ? 1 : 0",
        "a × b + c" => $"{x[0]} * {x[1]} + {x[2]}",
        "c − a × b" => $"{x[2]} - {x[0]} * {x[1]}",
        "a × b − c" => $"{x[0]} * {x[1]} - {x[2]}",
        "select" => $"{x[0]} != 0 ? {x[1]} : {x[2]}",
        _ => $"{Name(op)}({string.Join(", ", x)})",
    };

    private static string Name<T>(LaneOp<T> op) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Type definition = op.Definition.IsGenericType ? op.Definition.GetGenericArguments()[0] : op.Definition;
        return definition.Name + (op.Name.EndsWith("left VJP", StringComparison.Ordinal) ? "LeftVjp"
            : op.Name.EndsWith("right VJP", StringComparison.Ordinal) ? "RightVjp"
            : op.Name.EndsWith(" VJP", StringComparison.Ordinal) ? "Vjp" : "");
    }

    private static string Literal<T>(T value) where T : unmanaged, IFloatingPointIeee754<T>
    {
        string text = T.IsNaN(value) ? "NaN" : T.IsPositiveInfinity(value) ? "∞" : T.IsNegativeInfinity(value) ? "-∞" : value.ToString(null, CultureInfo.InvariantCulture);
        return text.StartsWith('-') ? $"({text})" : text;
    }
}
