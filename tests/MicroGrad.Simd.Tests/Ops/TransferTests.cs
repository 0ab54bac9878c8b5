using MicroGrad.Simd.Shapes;
using Xunit;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>Elements brought from one random layout to another, against a list of where every element stands.</summary>
public sealed class TransferTests
{
    [SeedProperty]
    public void Transfers_do_what_an_index_loop_does(Seed seed)
    {
        RandomView from = new(seed.Number);
        (Layout places, int[] positions, int length) = Places(from);
        double[] source = from.Integers(from.BufferLength), destination = from.Integers(length), copied = [.. destination], added = [.. destination];
        for (int i = 0; i < positions.Length; i++)
        {
            copied[positions[i]] = source[from.Positions[i]];
            added[positions[i]] += source[from.Positions[i]];
        }

        double[] to = [.. destination];
        Transfer.Copy(source, from.Layout, to, places);
        Assert.Equal(copied, to);
        Transfer.Add(source, from.Layout, destination, places);
        Assert.Equal(added, destination);
    }

    [Fact]
    public void Transpositions_of_any_size_are_exact()
    {
        foreach (int rows in Samples.Lengths)
            foreach (int columns in (int[])[1, 2, 7, 8, 9, 15, 16, 17, 40])
            {
                float[] source = [.. Enumerable.Range(0, rows * columns).Select(i => (float)i)], to = new float[source.Length + 1];
                Layout rowMajor = Layout.Contiguous([columns, rows]);
                Transfer.Copy(source, Layout.Contiguous([rows, columns]).Permute([1, 0]), to, rowMajor);
                Transfer.Add(source, Layout.Contiguous([rows, columns]).Permute([1, 0]), to, rowMajor);
                for (int i = 0; i < source.Length; i++) Assert.Equal(2 * source[i % rows * columns + i / rows], to[i]);
                Assert.Equal(0, to[^1]);
            }
    }

    /// <summary>Distinct places of the same shape: every axis cut from a longer one, stepped, perhaps reversed, and the axes in any order.</summary>
    private static (Layout Layout, int[] Positions, int BufferLength) Places(RandomView like)
    {
        int rank = like.Extents.Length, length = like.Random.Next(1, 4);
        int[] order = [.. Enumerable.Range(0, rank)], strides = new int[rank];
        like.Random.Shuffle(order);
        PerAxis layoutStrides = default;
        int offset = like.Random.Next(length);
        foreach (int axis in order)
        {
            int step = like.Random.Next(1, 3), before = like.Random.Next(3);
            bool reversed = like.Random.Next(3) == 0;
            offset += (before + (reversed ? Math.Max(0, like.Extents[axis] - 1) * step : 0)) * length;
            strides[axis] = layoutStrides[axis] = (reversed ? -step : step) * length;
            length *= before + like.Extents[axis] * step + like.Random.Next(3);
        }

        Layout layout = new(Shape.Create(like.Extents), offset, layoutStrides);
        int[] positions = new int[like.Positions.Length];
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = offset;
            for (int axis = rank - 1, rest = i; axis >= 0; rest /= like.Extents[axis], axis--) positions[i] += rest % like.Extents[axis] * strides[axis];
        }

        return (layout, positions, Math.Max(length, offset + 1));
    }
}
