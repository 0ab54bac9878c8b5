using MicroGrad.Simd.Numerics;

namespace MicroGrad.Simd.Programs;

/// <summary>Slopes as instructions.</summary>
internal static class Slopes
{
    /// <summary>Records a slope by its scalar definition, and the upstream gradient times it.</summary>
    /// <returns>The product, 0 for no node where the slope is 0 everywhere; null where the definition branches on its operands, so that its record would be right on one side only.</returns>
    public static int? TryTrace<T>(Trace<T> trace, int upstream, Func<Value<T>> slope) where T : IFloatingPointIeee754<T>
    {
        int nodes = trace.Count, guards = trace.Guards.Count;
        Value<T> value = slope();
        if (trace.Guards.Count > guards)
        {
            trace.Rewind(nodes, guards);
            return null;
        }

        if (value.IsConstant && ZeroThroughout.Of(value.Number)) return 0;
        return Times(trace, upstream, trace.NodeOf(value), nodes);
    }

    /// <summary>The product, where a quotient that was recorded for it alone becomes upstream / divisor: one division may then serve several slopes.</summary>
    private static int Times<T>(Trace<T> trace, int upstream, int slope, int fresh) where T : IFloatingPointIeee754<T>
    {
        Arithmetic<T> ops = trace.Ops;
        if (slope >= fresh && trace.OpOf(slope) == ops.Negate)
            return trace.Add(ops.Negate, Times(trace, upstream, trace.Operands(slope).A, fresh));
        if (slope < fresh || trace.OpOf(slope) != ops.Divide) return trace.Add(ops.Multiply, upstream, slope);
        (int dividend, int divisor, _) = trace.Operands(slope);
        return trace.Add(ops.Multiply, trace.Add(ops.Divide, upstream, divisor), dividend);
    }
}
