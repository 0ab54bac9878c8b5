using MicroGrad.Simd.Programs;

namespace MicroGrad.Simd.Functional;

/// <summary>Derivatives of derivatives: a gradient is instructions of the trace that it was taken of, and so can be differentiated again.</summary>
internal static class SecondOrder
{
    /// <summary>The gradient of a function as functions of their own.</summary>
    public static Linearization<T> OfGradient<T>(string op, Func<Value<T>[], Value<T>> f, ReadOnlySpan<T> at) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        var trace = new Trace<T> { IsForOnePoint = true };
        var x = new Value<T>[at.Length];
        for (int i = 0; i < x.Length; i++) x[i] = trace.Input(i, at[i]);
        int[] inputs = Array.ConvertAll(x, trace.NodeOf);
        int[] gradient = Adjoints.Of(trace, trace.NodeOf($"Autodiff.{op}", f([.. x])), inputs);
        return Linearization<T>.Of(op, values => Replay.Run(trace, values, gradient), at);
    }

    public static T Derivative<T>(Func<Value<T>, Value<T>> f, T at, int order) where T : IFloatingPointIeee754<T>
    {
        var trace = new Trace<T> { IsForOnePoint = true };
        Value<T> x = trace.Input(0, at);
        int node = trace.NodeOf("Autodiff.Derivative", f(x));
        for (int i = 0; i < order; i++) node = Adjoints.Of(trace, node, [x.Index])[0];
        return trace[node].Data;
    }
}
