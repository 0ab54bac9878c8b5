using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Shapes;
using Xunit;

namespace MicroGrad.Simd.Tests.Shapes;

/// <summary>The merged walk over a layout against one counter per axis.</summary>
public sealed class StridedMapTests
{
    [SeedProperty]
    public void Gather_reads_every_part_of_a_layout_as_the_plain_walk_does(Seed seed)
    {
        var random = seed.Random();
        Layout layout = Layouts.Random(random, 400, out int bufferLength);
        int[] offsets = Layouts.Offsets(layout), buffer = [.. Enumerable.Range(0, bufferLength)];
        (int start, int count) = Part(random, offsets.Length);
        var read = new int[count];
        new StridedMap(layout).Gather<int>(buffer, start, read);
        Assert.Equal(offsets[start..(start + count)], read);
    }

    [SeedProperty]
    public void ScatterAdd_adds_every_part_of_a_layout_as_the_plain_walk_does(Seed seed)
    {
        var random = seed.Random();
        Layout layout = Layouts.Random(random, 400, out int bufferLength);
        int[] offsets = Layouts.Offsets(layout);
        (int start, int count) = Part(random, offsets.Length);
        double[] values = Integers(random, count), expected = Integers(random, bufferLength), actual = [.. expected];
        for (int i = 0; i < count; i++) expected[offsets[start + i]] += values[i];
        new StridedMap(layout).ScatterAdd<double>(values, start, actual);
        Assert.Equal(expected, actual);
    }

    [SeedProperty]
    public void A_fold_of_maxima_meets_every_element(Seed seed)
    {
        var random = seed.Random();
        Layout layout = Layouts.Random(random, 400, out int bufferLength);
        int[] offsets = Layouts.Offsets(layout);
        float[] values = [.. Integers(random, offsets.Length).Select(x => (float)x)], expected = new float[bufferLength], actual = new float[bufferLength];
        if (values.Length > 0 && random.Next(3) == 0) values[random.Next(values.Length)] = float.NaN;
        for (int i = 0; i < values.Length; i++) expected[offsets[i]] = float.Max(expected[offsets[i]], values[i]);
        new StridedMap(layout).Fold<float, MaxFold>(values, 0, actual);
        Assert.Equal(expected, actual);
    }

    [SeedProperty]
    public void A_map_is_contiguous_or_repeats_only_where_the_plain_walk_is_and_does(Seed seed)
    {
        var random = seed.Random();
        Layout layout = Layouts.Random(random, 400, out _);
        int[] offsets = Layouts.Offsets(layout);
        var map = new StridedMap(layout);
        Assert.Equal(layout.Offset, map.Offset);
        if (offsets.Length == 0) return;

        Assert.Equal(offsets.SequenceEqual(Enumerable.Range(layout.Offset, offsets.Length)), map.IsContiguous);
        int count = random.Next(1, offsets.Length + 1);
        if (!map.Repeats(count)) return;
        for (int i = count; i < offsets.Length; i++) Assert.Equal(offsets[i % count], offsets[i]);
    }

    [Fact]
    public void A_row_stretched_over_many_repeats()
    {
        var map = new StridedMap(Layout.Contiguous([16]).BroadcastTo([200, 16]));
        Assert.True(map.Repeats(16));
        Assert.True(map.Repeats(1024));
        Assert.False(map.Repeats(24));
        Assert.False(new StridedMap(Layout.Contiguous([200, 16])).Repeats(16));
    }

    // Integers, so that sums are exact in any order.
    private static double[] Integers(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(-1000, 1000))];

    private static (int Start, int Count) Part(Random random, int length)
    {
        int start = random.Next(length + 1);
        return (start, random.Next(length - start + 1));
    }
}
