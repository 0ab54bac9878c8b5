using MicroGrad.Simd.Shapes;
using Xunit;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>The parts that reductions are cut into.</summary>
public sealed class ReductionCutTests
{
    [SeedProperty]
    public void The_axes_meet_every_element_once_and_take_it_to_its_result(Seed seed)
    {
        RandomView view = new(seed.Number);
        Layout layout = view.Layout, beside = Layout.Contiguous(layout.Shape);
        if (layout.Shape.ElementCount == 0) return;
        AxisSet reduced = Reduced(view.Random, layout.Shape);
        var cut = new ReductionCut(new ReductionAxes(layout, beside, reduced));
        int[] into = PositionsOf(Layout.Contiguous(reduced.Keep(layout.Shape)).BroadcastTo(layout.Shape));
        int[] results = PositionsOf(cut.Axes.Results);
        List<(int, int, int)> expected = [.. view.Positions.Select((at, i) => (at, i, results[into[i]]))];
        List<(int, int, int)> met = [.. Enumerable.Range(0, cut.Parts).SelectMany(part => Elements(cut, part)).Select(at => (layout.Offset + at.Position, at.Beside, at.Result))];
        Assert.Equal(expected.Order(), met.Order());
    }

    [SeedProperty]
    public void Parts_of_large_tensors_are_boxes_that_cover_all_and_leave_ranges_of_results(Seed seed)
    {
        Random random = seed.Random();
        int[] extents = new int[random.Next(1, 5)];
        double room = Math.Pow(2, 16 + 5 * random.NextDouble());
        for (int i = 0; i < extents.Length; i++)
        {
            extents[i] = i == extents.Length - 1 ? Math.Max(1, (int)room) : Math.Max(1, (int)Math.Pow(room, random.NextDouble()));
            room /= extents[i];
        }

        random.Shuffle(extents);
        Layout layout = Layout.Contiguous(Shape.Create(extents));
        AxisSet reduced = Reduced(random, layout.Shape);
        var cut = new ReductionCut(new ReductionAxes(layout, layout, reduced));
        int results = cut.Axes.Results.Shape.ElementCount, elements = 0;
        int[] timesMet = new int[cut.Pieces * results];
        for (int part = 0; part < cut.Parts; part++)
        {
            ReductionBox box = cut.Box(part);
            int size = 1;
            for (int axis = 0; axis < cut.Axes.Rank; axis++) size *= box.Counts[axis];
            elements += size;
            Assert.InRange(box.Piece, 0, cut.Pieces - 1);
            for (int i = 0; i < box.Results; i++) timesMet[box.Piece * results + box.FirstResult + i]++;
        }

        Assert.Equal(layout.Shape.ElementCount, elements);
        Assert.All(timesMet, times => Assert.Equal(1, times));
        Assert.True(cut.Pieces * results <= Math.Max(results, 64 * 16 * ReductionCut.TileLength));
    }

    private static AxisSet Reduced(Random random, Shape shape) => new((uint)random.Next(1 << shape.Rank));

    private static int[] PositionsOf(Layout layout) => MicroGrad.Simd.Tests.Shapes.Layouts.Offsets(layout);

    private static List<(int Position, int Beside, int Result)> Elements(ReductionCut cut, int part)
    {
        ReductionBox box = cut.Box(part);
        List<(int Position, int Beside, int Result)> found = [(box.Start, box.BesideStart, box.FirstResult)];
        for (int axis = 0; axis < cut.Axes.Rank; axis++)
        {
            (int stride, int beside, int result, int count) = (cut.Axes.Strides[axis], cut.Axes.Besides[axis], cut.Axes.ResultStrides[axis], box.Counts[axis]);
            found = [.. found.SelectMany(at => Enumerable.Range(0, count).Select(i => (at.Position + i * stride, at.Beside + i * beside, at.Result + i * result)))];
        }

        return found;
    }
}
