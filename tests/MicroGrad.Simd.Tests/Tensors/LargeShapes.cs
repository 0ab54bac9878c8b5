namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>Shapes whose elements fill several of the tiles that element-wise work is cut into.</summary>
internal static class LargeShapes
{
    /// <summary>Rank 1 to 4; mostly some thousand elements, at times more than the longest piece that is not cut.</summary>
    public static Shape Random(Random random)
    {
        int rank = random.Next(1, 5), room = random.Next(4) == 0 ? 20_000 : 4_000;
        var extents = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            int most = i == rank - 1 ? room : Math.Max(1, (int)Math.Pow(room, random.NextDouble()));
            extents[i] = Math.Max(1, random.Next(most / 2, most + 1));
            room = Math.Max(1, room / extents[i]);
        }

        random.Shuffle(extents);
        return Shape.Create(extents);
    }

    /// <summary>A shape that broadcasts to another one: some axes 1, some leading axes gone.</summary>
    public static Shape Shrunk(Random random, Shape shape)
    {
        int[] extents = [.. shape.Extents];
        for (int i = 0; i < extents.Length; i++)
            if (random.Next(3) == 0) extents[i] = 1;
        int dropped = random.Next(3) == 0 ? random.Next(extents.Length + 1) : 0;
        return Shape.Create(extents.AsSpan(dropped));
    }
}
