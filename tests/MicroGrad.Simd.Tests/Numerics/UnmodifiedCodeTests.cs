using System.Globalization;
using System.Numerics;
using MicroGrad.Simd.Tests.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>Code written for any number is differentiated as it is.</summary>
public sealed class UnmodifiedCodeTests
{
    private sealed record VectorFunction(int Row) : IGenericFunction
    {
        public T Of<T>(T[] x) where T : IFloatingPointIeee754<T> => VectorFunctions<T>.All[Row].Of(x);
    }

    private static readonly double[] At = [0.7, -0.4, 1.3];

    private static readonly double[][] Directions = [[0.3, -1.1, 0.8], [1.2, 0.5, -0.9]];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, VectorFunctions<double>.All.Count)];

    [Theory, MemberData(nameof(Rows))]
    public void Values_are_those_of_plain_numbers(int row)
    {
        string name = VectorFunctions<double>.All[row].Name;
        double expected = VectorFunctions<double>.All[row].Of(At);
        Close(expected, VectorFunctions<Dual<double>>.All[row].Of(Array.ConvertAll(At, number => (Dual<double>)number)).Value, 1e-14, name);
        Close(expected, VectorFunctions<Value<double>>.All[row].Of(Array.ConvertAll(At, new ValueTape<double>().Variable)).Data, 1e-14, name);
    }

    [Theory, MemberData(nameof(Rows))]
    public void First_and_second_derivatives_are_those_of_differences(int row)
    {
        string name = VectorFunctions<double>.All[row].Name;
        for (int order = 1; order <= 2; order++)
        {
            IGenericFunction f = new VectorFunction(row), lower = Along.Modes(f, Directions, new(Along.Forward, order - 1));
            double difference = CentralDifference.Of(t => lower.Of([.. At.Select((number, i) => number + t * Directions[order - 1][i])]), 0, 0.1);
            foreach (string modes in Along.Mixes(order)) Close(difference, Along.Modes(f, Directions, modes).Of(At), 1e-8, $"{modes} of {name}");
        }
    }

    private static void Close(double expected, double actual, double tolerance, string what) => Assert.True(
        Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
        string.Create(CultureInfo.InvariantCulture, $"{what}: expected {expected:R}, got {actual:R}"));
}
