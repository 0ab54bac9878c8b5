using MicroGrad.Simd.Programs;

namespace MicroGrad.Simd;

/// <content>The program as text.</content>
public sealed partial class ValueProgram<T>
{
    /// <summary>The instructions that compute the results, as C#-like text.</summary>
    public override string ToString() => ToText(gradients: false);

    /// <summary>The instructions as C#-like text: inputs are x0, x1 …, results y0, y1 …, gradients of y0 by x1 dy0_dx1, and everything else t and a number.</summary>
    /// <param name="gradients">Also those that compute the gradients.</param>
    public string ToText(bool gradients)
    {
        Plan<T> plan = (gradients ? _gradients.Value : _values).Plan;
        string[] names = [.. Enumerable.Range(0, OutputCount).Select(k => $"y{k}")];
        if (gradients) names = [.. names, .. from k in Enumerable.Range(0, OutputCount) from i in Enumerable.Range(0, GradientCount) select $"dy{k}_dx{i}"];
        if (_broken != 0) names = [.. names, "broken"];
        return ProgramText.Of(plan, names);
    }
}
