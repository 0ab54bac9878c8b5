using MicroGrad.Simd.Shapes;
using Xunit;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>Walks over random layouts, against a list of where every element stands.</summary>
public sealed class StridedMapTests
{
    [SeedProperty]
    public void A_layout_knows_where_its_elements_stand(Seed seed)
    {
        RandomView view = new(seed.Number);
        Assert.Equal(view.Extents, view.Layout.Shape);
        Assert.Equal(view.Positions, view.PositionsOfLayout());
        int first = view.Layout.Offset;
        if (view.Layout.IsContiguous) Assert.Equal(Enumerable.Range(first, view.Positions.Length), view.Positions);
        var map = new StridedMap(view.Layout);
        Assert.Equal(first, map.Offset);
        if (map.IsContiguous) Assert.Equal(Enumerable.Range(first, view.Positions.Length), view.Positions);
        if (view.Layout.IsContiguous && view.Positions.Length > 0) Assert.True(map.IsContiguous);
    }

    [SeedProperty]
    public void Gather_copies_what_an_index_loop_copies(Seed seed)
    {
        RandomView view = new(seed.Number);
        (int start, int count) = view.Piece();
        double[] source = view.Integers(view.BufferLength);
        double[] expected = [.. view.Positions.AsSpan(start, count).ToArray().Select(position => source[position])];
        Guarded<double> destination = Guarded<double>.Rubbish(count);
        new StridedMap(view.Layout).Gather<double>(source, start, destination.Span);
        Assert.Equal(expected, destination.Span.ToArray());
        destination.AssertIntact("Gather");
    }

    [SeedProperty]
    public void ScatterAdd_adds_what_an_index_loop_adds(Seed seed)
    {
        RandomView view = new(seed.Number);
        (int start, int count) = view.Piece();
        double[] values = view.Integers(count), destination = view.Integers(view.BufferLength), expected = [.. destination];
        for (int i = 0; i < count; i++) expected[view.Positions[start + i]] += values[i];
        new StridedMap(view.Layout).ScatterAdd<double>(values, start, destination);
        Assert.Equal(expected, destination);
    }

    [SeedProperty]
    public void Gather_and_ScatterAdd_are_adjoint(Seed seed)
    {
        // Small integers, so that both inner products are exact in any order of addition.
        RandomView view = new(seed.Number);
        (int start, int count) = view.Piece();
        double[] x = view.Integers(view.BufferLength), g = view.Integers(count), gathered = new double[count], scattered = new double[x.Length];
        var map = new StridedMap(view.Layout);
        map.Gather<double>(x, start, gathered);
        map.ScatterAdd<double>(g, start, scattered);
        Assert.Equal(gathered.Zip(g, (a, b) => a * b).Sum(), x.Zip(scattered, (a, b) => a * b).Sum());
    }

    [SeedProperty]
    public void Pieces_add_up_to_the_whole(Seed seed)
    {
        RandomView view = new(seed.Number);
        var map = new StridedMap(view.Layout);
        double[] source = view.Integers(view.BufferLength), gathered = new double[view.Positions.Length];
        int piece = view.Random.Next(1, 20);
        for (int start = 0; start < gathered.Length; start += piece)
            map.Gather<double>(source, start, gathered.AsSpan(start, Math.Min(piece, gathered.Length - start)));
        Assert.Equal(view.Positions.Select(position => source[position]), gathered);
    }

    [SeedProperty]
    public void A_map_that_repeats_stands_where_it_stood(Seed seed)
    {
        RandomView view = new(seed.Number);
        int length = view.Positions.Length;
        if (length == 0) return;
        var map = new StridedMap(view.Layout);
        for (int count = 1; count <= length; count++)
            if (map.Repeats(count))
                for (int i = 0; i < length; i++) Assert.Equal(view.Positions[i % count], view.Positions[i]);
    }

    [Fact]
    public void A_broadcast_row_repeats_after_any_number_of_whole_rows()
    {
        var map = new StridedMap(Layout.Contiguous([5]).BroadcastTo([7, 5]));
        Assert.Equal([5, 10, 15], Enumerable.Range(1, 15).Where(map.Repeats));
        Assert.False(new StridedMap(Layout.Contiguous([7, 5])).Repeats(5));
        Assert.True(new StridedMap(Layout.Contiguous([1]).BroadcastTo([7, 5])).Repeats(3));
    }

    [Fact]
    public void Rows_longer_than_a_vector_fold_and_copy_as_well()
    {
        foreach (int width in Samples.Lengths)
            foreach (int start in (int[])[0, 1, width, width + 3])
            {
                var map = new StridedMap(Layout.Contiguous([2, 1, width]).BroadcastTo([2, 3, width]));
                int count = 6 * width - start;
                if (count < 0) continue;
                double[] values = [.. Enumerable.Range(1, count).Select(i => (double)i)], destination = new double[2 * width], expected = new double[2 * width];
                double[] gathered = new double[count];
                int[] positions = [.. Enumerable.Range(start, count).Select(i => i / (3 * width) * width + i % width)];
                for (int i = 0; i < count; i++) expected[positions[i]] += values[i];
                map.ScatterAdd<double>(values, start, destination);
                Assert.Equal(expected, destination);
                map.Gather<double>(expected, start, gathered);
                Assert.Equal(positions.Select(position => expected[position]), gathered);
            }
    }
}
