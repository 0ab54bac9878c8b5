namespace MicroGrad.Simd.Shapes;

/// <summary>Where the elements of a shape stand in a buffer: element (i, j, …) at Offset + i·stride₀ + j·stride₁ + ….</summary>
internal readonly struct Layout
{
    private readonly PerAxis _strides;

    public Layout(in Shape shape, int offset, in PerAxis strides)
    {
        Shape = shape;
        Offset = offset;
        _strides = strides;
        IsContiguous = ContiguousFrom(shape, strides);
    }

    private Layout(in Shape shape, int offset)
    {
        Shape = shape;
        Offset = offset;
        _strides = RowMajor(shape);
        IsContiguous = true;
    }

    public Shape Shape { get; }

    public int Offset { get; }

    /// <summary>Row-major without gaps, so that Offset and Shape.Length give one span.</summary>
    public bool IsContiguous { get; }

    [UnscopedRef]
    public ref readonly PerAxis Strides => ref _strides;

    public static Layout Contiguous(in Shape shape) => new(shape, 0);

    /// <summary>A layout of which the offset and the strides were kept as integers.</summary>
    public static Layout FromPlaces(in Shape shape, ReadOnlySpan<int> places)
    {
        PerAxis strides = default;
        places[1..].CopyTo(strides);
        return new Layout(shape, places[0], strides);
    }

    /// <summary>The same arrangement from another offset.</summary>
    public Layout At(int offset) => new(Shape, offset, _strides);

    /// <summary>The first axes, at index 0 of the others.</summary>
    public Layout Leading(int rank) => new(Shape.Leading(rank), Offset, _strides);

    /// <summary>Where the element with this row-major number stands.</summary>
    public int OffsetOf(int element)
    {
        int offset = Offset;
        for (int i = Shape.Rank - 1; i >= 0 && element > 0; i--)
        {
            (element, int index) = Math.DivRem(element, Shape.Extents[i]);
            offset += index * _strides[i];
        }

        return offset;
    }

    /// <summary>The same elements with axis i of the result being axis <paramref name="axes"/>[i] of this.</summary>
    public Layout Permute(ReadOnlySpan<int> axes)
    {
        PerAxis extents = default, strides = default;
        for (int i = 0; i < axes.Length; i++)
        {
            extents[i] = Shape.Extents[axes[i]];
            strides[i] = _strides[axes[i]];
        }

        return new Layout(Shape.Create(((ReadOnlySpan<int>)extents)[..axes.Length]), Offset, strides);
    }

    /// <summary>Axis i of this becomes axis <paramref name="places"/>[i] of the result; axes that become one are walked along their diagonal.</summary>
    /// <param name="places">One for each axis; −1 for an axis of extent 1 that is dropped. Axes that become one have the same extent.</param>
    /// <param name="rank">Axes of the result; those that no axis becomes have extent 1.</param>
    public Layout Rearrange(ReadOnlySpan<int> places, int rank)
    {
        PerAxis extents = default, strides = default;
        for (int i = 0; i < rank; i++) extents[i] = 1;
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] < 0) continue;
            extents[places[i]] = Shape.Extents[i];
            strides[places[i]] += _strides[i];
        }

        return new Layout(Shape.Create(((ReadOnlySpan<int>)extents)[..rank]), Offset, strides);
    }

    /// <summary>Some adjacent axes as one, if their strides allow that; of none, a new axis of extent 1.</summary>
    public bool TryMerge(int axis, int count, out Layout merged)
    {
        PerAxis places = default;
        for (int i = 0; i < Shape.Rank; i++) places[i] = i < axis ? i : i < axis + count ? -1 : i - count + 1;
        Layout others = Rearrange(((ReadOnlySpan<int>)places)[..Shape.Rank], Shape.Rank - count + 1);
        PerAxis extents = default, strides = others._strides;
        others.Shape.Extents.CopyTo(extents);
        bool fits = true;
        for (int i = axis + count - 1; i >= axis; i--)
        {
            int extent = Shape.Extents[i];
            if (extent != 1 && extents[axis] == 1) strides[axis] = _strides[i];
            else fits &= extent == 1 || _strides[i] == strides[axis] * extents[axis];
            extents[axis] *= extent;
        }

        merged = new Layout(Shape.Create(((ReadOnlySpan<int>)extents)[..others.Shape.Rank]), Offset, strides);
        return fits || IsContiguous;
    }

    /// <summary>So many elements along one axis, the first one at <paramref name="start"/> and each a step after the last.</summary>
    public Layout Slice(int axis, int start, int length, int step = 1)
    {
        var part = new LayoutBuilder(Offset + start * _strides[axis]);
        for (int i = 0; i < Shape.Rank; i++)
        {
            if (i == axis) part.Add(length, step * _strides[i]);
            else part.Add(Shape.Extents[i], _strides[i]);
        }

        return part.Layout;
    }

    /// <summary>The elements in one place of an axis, which is gone.</summary>
    public Layout At(int axis, int place)
    {
        var part = new LayoutBuilder(Offset + place * _strides[axis]);
        for (int i = 0; i < Shape.Rank; i++)
            if (i != axis) part.Add(Shape.Extents[i], _strides[i]);
        return part.Layout;
    }

    /// <summary>The elements of some axes in reverse.</summary>
    public Layout Flip(AxisSet axes)
    {
        var flipped = new LayoutBuilder(Offset);
        for (int i = 0; i < Shape.Rank; i++)
        {
            if (axes.Contains(i)) flipped.Offset += (Shape.Extents[i] - 1) * _strides[i];
            flipped.Add(Shape.Extents[i], axes.Contains(i) ? -_strides[i] : _strides[i]);
        }

        return flipped.Layout;
    }

    /// <summary>A diagonal of two axes, so many columns to the right of the main one, as a last axis in their stead.</summary>
    public Layout Diagonal(int rows, int columns, int offset)
    {
        int left = Math.Clamp(offset, 0, Shape.Extents[columns]), top = -Math.Clamp(offset, -Shape.Extents[rows], 0);
        int length = Math.Min(Shape.Extents[rows] - top, Shape.Extents[columns] - left);
        var diagonal = new LayoutBuilder(Offset + top * _strides[rows] + left * _strides[columns]);
        for (int i = 0; i < Shape.Rank; i++)
            if (i != rows && i != columns) diagonal.Add(Shape.Extents[i], _strides[i]);
        diagonal.Add(length, _strides[rows] + _strides[columns]);
        return diagonal.Layout;
    }

    /// <summary>Every element of <paramref name="result"/> taken from where it broadcasts from; stretched axes have stride 0.</summary>
    public Layout BroadcastTo(in Shape result)
    {
        PerAxis strides = default;
        int shift = result.Rank - Shape.Rank;
        for (int i = 0; i < Shape.Rank; i++) strides[i + shift] = Shape.Extents[i] == 1 ? 0 : _strides[i];
        return new Layout(result, Offset, strides);
    }

    private static PerAxis RowMajor(in Shape shape)
    {
        PerAxis strides = default;
        int stride = 1;
        for (int i = shape.Rank - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape.Extents[i];
        }

        return strides;
    }

    private static bool ContiguousFrom(in Shape shape, in PerAxis strides)
    {
        if (shape.ElementCount == 0) return true;
        int expected = 1;
        for (int i = shape.Rank - 1; i >= 0; i--)
        {
            int extent = shape.Extents[i];
            if (extent != 1 && strides[i] != expected) return false;
            expected *= extent;
        }

        return true;
    }
}
