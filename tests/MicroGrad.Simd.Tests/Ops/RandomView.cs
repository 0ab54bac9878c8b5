using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>A layout made by random permutes, slices, reversals and broadcasts, and beside it the list of positions that the same steps give.</summary>
internal sealed class RandomView
{
    private const int MaxLength = 5000;

    public RandomView(int seed)
    {
        Random = new Random(seed);
        Extents = [.. Enumerable.Range(0, Random.Next(5)).Select(_ => Extent())];
        int offset = Random.Next(4), length = Extents.Aggregate(1, (a, b) => a * b);
        Positions = [.. Enumerable.Range(offset, length)];
        Layout = Layout.Contiguous(Shape.Create(Extents)).At(offset);
        BufferLength = offset + length + Random.Next(4) + 1;
        for (int steps = Random.Next(6); steps > 0; steps--)
        {
            int step = Random.Next(4);
            if (step == 0) Permute();
            else if (step == 1) Slice();
            else if (step == 2) Reverse();
            else Broadcast();
        }
    }

    public Random Random { get; }

    public Layout Layout { get; private set; }

    public int[] Extents { get; private set; }

    /// <summary>Where the elements stand, row-major.</summary>
    public int[] Positions { get; private set; }

    public int BufferLength { get; }

    /// <summary>Small whole numbers, of which sums and products are exact.</summary>
    public double[] Integers(int count) => [.. Enumerable.Range(0, count).Select(_ => (double)Random.Next(-50, 50))];

    /// <summary>A random part of the elements.</summary>
    public (int Start, int Count) Piece()
    {
        if (Random.Next(4) == 0) return (0, Positions.Length);
        int start = Random.Next(Positions.Length + 1);
        return (start, Random.Next(Positions.Length - start + 1));
    }

    /// <summary>What the layout's own offset and strides say.</summary>
    public IEnumerable<int> PositionsOfLayout()
    {
        int[] strides = [.. Enumerable.Range(0, Extents.Length).Select(axis => Layout.Strides[axis])];
        return Indices(Extents).Select(index => Layout.Offset + index.Zip(strides, (i, stride) => i * stride).Sum());
    }

    private int Extent() => Random.Next(12) == 0 ? 0 : Random.Next(3) == 0 ? 1 : Random.Next(1, 8);

    private void Permute()
    {
        int[] axes = [.. Enumerable.Range(0, Extents.Length)];
        Random.Shuffle(axes);
        Layout = Layout.Permute(axes);
        Take([.. axes.Select(axis => Extents[axis])], index =>
        {
            int[] from = new int[axes.Length];
            for (int i = 0; i < axes.Length; i++) from[axes[i]] = index[i];
            return from;
        });
    }

    private void Slice()
    {
        if (Extents.Length == 0) return;
        int axis = Random.Next(Extents.Length), start = Random.Next(Extents[axis] + 1), length = Random.Next(Extents[axis] - start + 1);
        if (length == 0 && Random.Next(5) != 0) return; // few views without elements
        Layout = Layout.Slice(axis, start, length);
        Take([.. Extents.Select((extent, i) => i == axis ? length : extent)], index => [.. index.Select((at, i) => i == axis ? at + start : at)]);
    }

    private void Reverse()
    {
        if (Extents.Length == 0) return;
        int axis = Random.Next(Extents.Length), stride = Layout.Strides[axis], extent = Extents[axis];
        PerAxis strides = Layout.Strides;
        strides[axis] = -stride;
        Layout = new Layout(Layout.Shape, Layout.Offset + Math.Max(0, extent - 1) * stride, strides);
        Take(Extents, index => [.. index.Select((at, i) => i == axis ? extent - 1 - at : at)]);
    }

    private void Broadcast()
    {
        int added = Random.Next(Math.Min(3, PerAxis.Capacity - Extents.Length + 1));
        int[] extents = [.. Enumerable.Range(0, added).Select(_ => Extent()), .. Extents.Select(extent => extent == 1 ? Extent() : extent)];
        if (extents.Aggregate(1L, (a, b) => a * b) > MaxLength) return;
        Layout = Layout.BroadcastTo(Shape.Create(extents));
        int[] old = Extents;
        Take(extents, index => [.. index.Skip(added).Select((at, i) => old[i] == 1 ? 0 : at)]);
    }

    /// <summary>Makes a view whose element at an index is the one that was at another.</summary>
    private void Take(int[] extents, Func<int[], int[]> from)
    {
        int[] old = Extents, positions = Positions;
        Positions = [.. Indices(extents).Select(index => positions[from(index).Zip(old).Aggregate(0, (flat, axis) => flat * axis.Second + axis.First)])];
        Extents = extents;
    }

    /// <summary>All indices of a shape, row-major.</summary>
    private static IEnumerable<int[]> Indices(int[] extents)
    {
        int length = extents.Aggregate(1, (a, b) => a * b);
        for (int flat = 0; flat < length; flat++)
        {
            int[] index = new int[extents.Length];
            for (int axis = extents.Length - 1, rest = flat; axis >= 0; rest /= extents[axis], axis--) index[axis] = rest % extents[axis];
            yield return index;
        }
    }
}
