using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.LinearAlgebra;

/// <summary>Einsum against a sum over every combination of every label. Numbers are whole, so every sum is exact in any order.</summary>
public sealed class EinsumTests
{
    [Fact]
    public void Any_equation_is_a_sum_over_its_labels()
    {
        for (int seed = 0; seed < 3000; seed++) Check<double>(RandomEquation.Create(new Random(seed)), seed);
        for (int seed = 0; seed < 300; seed++) Check<float>(RandomEquation.Create(new Random(seed)), seed);
        for (int seed = 0; seed < 100; seed++) Check<NFloat>(RandomEquation.Create(new Random(seed)), seed);
    }

    [Theory]
    [InlineData("ij,jk,kl,lm->im", "3 4;4 5;5 2;2 6")]
    [InlineData("bqhd,bkhd->bhqk", "2 3 2 4;2 5 2 4")]     // attention: heads stand inside
    [InlineData("abcd,cdef->abef", "2 3 4 2;4 2 3 2")]      // several letters on every side
    [InlineData("abcd,dcef->abef", "2 3 4 2;2 4 3 2")]      // in another order than they stand in
    [InlineData("abcd,efad->bfce", "2 3 2 2;2 3 2 2")]
    [InlineData("i,j,k,l->lkji", "2;3;4;5")]
    [InlineData("ab,bc,ca->", "3 4;4 5;5 3")]
    [InlineData("aabb->ba", "3 3 2 2")]
    [InlineData(",->", ";")]
    [InlineData("", "")]
    [InlineData("a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a->a", "2;2;2;2;2;2;2;2;2;2;2;2;2;2;2;2;2;2")]
    public void Known_equations(string equation, string shapes) => Check<double>(new RandomEquation(equation, [.. shapes.Split(';').Select(Parse)]), seed: 1);

    [Fact]
    public void A_warm_einsum_allocates_nothing()
    {
        using var tape = new TensorTape<float>();
        float[] a = new float[2 * 3 * 5 * 4], b = new float[5 * 4];
        Assert.Equal(0, Warm.Allocated(() =>
        {
            tape.Reset();
            Tensor<float> x = tape.Variable(a, [2, 3, 5, 4]), y = tape.Variable(b, [5, 4]), z = tape.Variable(b, [4, 5]);
            Tensor<float>.Einsum("...hk,kh,lh->l...", x, z, z).Sum().Backward();
            (x.Dot(y).Sum() + y.Outer(y).Trace().Sum() + x.Dot(y, axis: -2).Sum()).Backward();
        }));
    }

    private static Shape Parse(string text) => Shape.Create([.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]);

    private static void Check<T>(RandomEquation equation, int seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        using var tape = new TensorTape<T>();
        T[][] data = [.. equation.Shapes.Select(shape => Enumerable.Range(0, shape.ElementCount).Select(_ => T.CreateChecked(random.Next(-3, 4))).ToArray())];
        Tensor<T>[] operands = [.. equation.Shapes.Select((shape, i) => View(tape, random, data[i], shape))];
        (Shape shape, T[] expected) = EinsumReference.Sum(equation, data);
        Tensor<T> result = Tensor<T>.Einsum(equation.Text, operands);
        Assert.True(shape == result.Shape, $"{equation.Text} of {string.Join(", ", equation.Shapes)}: {result.Shape} instead of {shape}");
        Assert.True(expected.AsSpan().SequenceEqual(result.Data), $"{equation.Text} of {string.Join(", ", equation.Shapes)} differs");
    }

    // Stored with its axes the other way round, or as it is.
    private static Tensor<T> View<T>(TensorTape<T> tape, Random random, T[] data, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> x = tape.Variable(data, shape);
        if (shape.Rank < 2 || random.Next(2) == 0) return x;
        Tensor<T> swapped = x.Transpose(0, -1);
        return tape.Variable(swapped.Data, swapped.Shape).Transpose(0, -1);
    }
}
