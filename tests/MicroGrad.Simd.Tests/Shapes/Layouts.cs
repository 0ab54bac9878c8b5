using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Tests.Shapes;

/// <summary>Random layouts, and the plain walk over one that every faster walk must agree with.</summary>
internal static class Layouts
{
    /// <summary>A view into a buffer: a contiguous shape, then some of slice, permute and stretch.</summary>
    public static Layout Random(Random random, int mostElements, out int bufferLength)
    {
        Shape shape = RandomShape(random, mostElements);
        bufferLength = shape.ElementCount;
        Layout layout = Layout.Contiguous(shape);
        for (int step = random.Next(4); step > 0; step--)
        {
            int rank = layout.Shape.Rank;
            switch (random.Next(3))
            {
                case 0 when rank > 0:
                    int axis = random.Next(rank), start = random.Next(layout.Shape[axis] + 1);
                    layout = layout.Slice(axis, start, random.Next(layout.Shape[axis] - start + 1));
                    break;
                case 1 when rank > 0:
                    int[] order = [.. Enumerable.Range(0, rank)];
                    random.Shuffle(order);
                    layout = layout.Permute(order);
                    break;
                default:
                    layout = layout.BroadcastTo(Stretched(random, layout.Shape, mostElements));
                    break;
            }
        }

        return layout;
    }

    /// <summary>Where each element stands, by one counter per axis.</summary>
    public static int[] Offsets(Layout layout)
    {
        var offsets = new int[layout.Shape.ElementCount];
        for (int i = 0; i < offsets.Length; i++)
        {
            int rest = i, offset = layout.Offset;
            for (int axis = layout.Shape.Rank - 1; axis >= 0; axis--)
            {
                offset += rest % layout.Shape[axis] * layout.Strides[axis];
                rest /= layout.Shape[axis];
            }

            offsets[i] = offset;
        }

        return offsets;
    }

    /// <summary>A shape of rank 0 to 4, with an extent of 1 or 0 now and then.</summary>
    public static Shape RandomShape(Random random, int mostElements)
    {
        var extents = new int[random.Next(5)];
        int room = mostElements;
        for (int i = 0; i < extents.Length; i++)
        {
            extents[i] = random.Next(12) switch { 0 => 0, < 3 => 1, _ => random.Next(1, Math.Max(2, Math.Min(room, random.Next(4) == 0 ? room : 9) + 1)) };
            room = Math.Max(1, room / Math.Max(1, extents[i]));
        }

        random.Shuffle(extents);
        return Shape.Create(extents);
    }

    /// <summary>A shape that another one broadcasts to.</summary>
    public static Shape Stretched(Random random, Shape shape, int mostElements)
    {
        List<int> extents = [.. shape.Extents];
        for (int i = 0; i < extents.Count; i++)
            if (extents[i] == 1 && random.Next(2) == 0) extents[i] = random.Next(6);
        while (extents.Count < 5 && random.Next(2) == 0) extents.Insert(0, random.Next(1, 5));
        Shape stretched = Shape.Create([.. extents]);
        return stretched.ElementCount <= 4 * mostElements ? stretched : shape;
    }
}
