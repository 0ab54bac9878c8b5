using System.Numerics;

namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>A function that is written once for every number.</summary>
internal interface IGenericFunction
{
    T Of<T>(T[] x) where T : IFloatingPointIeee754<T>;
}

/// <summary>The derivative of a function along a direction, which is such a function too: nested, it gives derivatives of any order in any mix of modes.</summary>
internal sealed record Along(IGenericFunction F, double[] Direction, char Mode) : IGenericFunction
{
    public const char Forward = 'F', Reverse = 'R';

    /// <summary>The derivative along one direction after another; the last mode is the outermost.</summary>
    public static IGenericFunction Modes(IGenericFunction f, double[][] directions, string modes)
    {
        for (int i = 0; i < modes.Length; i++) f = new Along(f, directions[i], modes[i]);
        return f;
    }

    /// <summary>Every mix of modes.</summary>
    public static IEnumerable<string> Mixes(int order) =>
        order == 0 ? [""] : Mixes(order - 1).SelectMany(mix => new[] { mix + Forward, mix + Reverse });

    public T Of<T>(T[] x) where T : IFloatingPointIeee754<T>
    {
        T[] u = Array.ConvertAll(Direction, T.CreateChecked);
        if (Mode == Forward) return F.Of(Array.ConvertAll([.. Enumerable.Range(0, x.Length)], i => new Dual<T>(x[i], u[i]))).Tangent;

        var tape = new ValueTape<T>();
        Value<T>[] variables = Array.ConvertAll(x, tape.Variable);
        Value<T> y = F.Of(variables);
        T slope = T.Zero;
        if (y.IsConstant) return slope;
        y.Backward();
        for (int i = 0; i < u.Length; i++) slope += u[i] * variables[i].Grad;
        return slope;
    }
}
