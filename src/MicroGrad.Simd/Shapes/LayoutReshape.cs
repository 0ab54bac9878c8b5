namespace MicroGrad.Simd.Shapes;

/// <summary>Another shape for the elements of a layout, in their order and where they stand.</summary>
internal static class LayoutReshape
{
    /// <returns>False where no strides say it: axes that are merged and do not continue one another.</returns>
    public static bool TryReshape(in Layout layout, in Shape shape, out Layout result)
    {
        result = Layout.Contiguous(shape).At(layout.Offset);
        if (layout.IsContiguous) return true;

        // Both shapes fall into groups of axes with equally many elements. A group keeps its place if its old axes are one run.
        PerAxis strides = default;
        ReadOnlySpan<int> old = layout.Shape.Extents, extents = shape.Extents;
        for (int oldStart = 0, start = 0, oldEnd, end; oldStart < old.Length && start < extents.Length; oldStart = oldEnd, start = end)
        {
            oldEnd = oldStart + 1;
            end = start + 1;
            for (long oldCount = old[oldStart], count = extents[start]; oldCount != count;)
            {
                if (oldCount < count) oldCount *= old[oldEnd++];
                else count *= extents[end++];
            }

            int stride = 0;
            int? next = null;
            for (int axis = oldEnd - 1; axis >= oldStart; axis--)
            {
                if (old[axis] == 1) continue;
                if (next is null) stride = layout.Strides[axis];
                else if (layout.Strides[axis] != next) return false;
                next = layout.Strides[axis] * old[axis];
            }

            for (int axis = end - 1; axis >= start; axis--)
            {
                strides[axis] = stride;
                stride *= extents[axis];
            }
        }

        result = new Layout(shape, layout.Offset, strides);
        return true;
    }
}
