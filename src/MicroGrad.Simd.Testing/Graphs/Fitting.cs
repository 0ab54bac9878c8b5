namespace MicroGrad.Simd.Testing.Graphs;

/// <summary>Fits a result to what a function draws.</summary>
internal static class Fitting
{
    /// <summary>The elements in order under another shape: as many of them as it has, or all of them again and again.</summary>
    public static Tensor<double> Reshape(Tensor<double> x, Shape shape)
    {
        int length = x.Shape.ElementCount, wanted = shape.ElementCount;
        if (x.Shape == shape) return x;
        if (length < wanted)
        {
            int times = (wanted + length - 1) / length;
            x = x.Reshape([1, length]) + x.Tape.Constant(new double[times], [times, 1]);
            length *= times;
        }

        if (length > wanted) x = x.Reshape([length]).Slice(0, 0, wanted);
        return x.Reshape(shape);
    }

    /// <summary>Moved smoothly into a range of values, to one side of its hole.</summary>
    public static Tensor<double> Squash(Tensor<double> x, Values values, bool above)
    {
        if (values == Values.Any) return x;
        (double low, double high) = (values.Low, values.High);
        double below = values.Hole - values.HoleRadius, over = values.Hole + values.HoleRadius;
        if (!double.IsNaN(values.Hole))
        {
            above = over < high && (above || below <= low);
            (low, high) = above ? (over, high) : (low, below);
        }

        return low + (high - low) * x.Sigmoid();
    }
}
