using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Signals, [batch, channels, width], and images, [batch, channels, height, width], in another size.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>Signals of another width, in which each element is that of the signal at ⌊o · width / size⌋.</summary>
    /// <param name="size">The width of the result; give it or the scale.</param>
    /// <param name="scale">What the width is multiplied by, and rounded down; element o is then that at ⌊o / scale⌋.</param>
    /// <exception cref="ArgumentException">The tensor has another rank or no elements along the axis, or both or neither of size and scale are given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The result would have no elements along the axis.</exception>
    /// <remarks>VJP: every upstream gradient, added to the element that was taken.</remarks>
    public Tensor<T> UpsampleNearest1d(int? size = null, double? scale = null) =>
        Resample("UpsampleNearest1d", ResampleRule<T>.Nearest, spatialAxes: 1, size is { } width ? (1, width) : default(Pair?), scale, alignCorners: false);

    /// <summary>Images of another size, in which each element is that of the image at the place rounded down.</summary>
    /// <param name="size">The size of the result; give it or the scale.</param>
    /// <param name="scale">What height and width are multiplied by, and rounded down.</param>
    /// <inheritdoc cref="UpsampleNearest1d"/>
    public Tensor<T> UpsampleNearest2d(Pair? size = null, double? scale = null) =>
        Resample("UpsampleNearest2d", ResampleRule<T>.Nearest, spatialAxes: 2, size, scale, alignCorners: false);

    /// <summary>Signals of another width, in which each element lies on the line between two of the signal.</summary>
    /// <param name="size">The width of the result; give it or the scale.</param>
    /// <param name="scale">What the width is multiplied by, and rounded down.</param>
    /// <param name="alignCorners">The first and last elements of both lie at the same places; else the elements are intervals, and the ends of those do.</param>
    /// <exception cref="ArgumentException">The tensor has another rank or no elements along the axis, or both or neither of size and scale are given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The result would have no elements along the axis.</exception>
    /// <remarks>VJP: every upstream gradient, shared out between the two elements as they were mixed.</remarks>
    public Tensor<T> UpsampleLinear1d(int? size = null, double? scale = null, bool alignCorners = false) =>
        Resample("UpsampleLinear1d", ResampleRule<T>.Linear, spatialAxes: 1, size is { } width ? (1, width) : default(Pair?), scale, alignCorners);

    /// <summary>Images of another size, interpolated along both axes.</summary>
    /// <param name="size">The size of the result; give it or the scale.</param>
    /// <param name="scale">What height and width are multiplied by, and rounded down.</param>
    /// <param name="alignCorners">The corner elements of both lie at the same places; else the elements are rectangles, and the corners of those do.</param>
    /// <inheritdoc cref="UpsampleLinear1d"/>
    public Tensor<T> UpsampleBilinear2d(Pair? size = null, double? scale = null, bool alignCorners = false) =>
        Resample("UpsampleBilinear2d", ResampleRule<T>.Linear, spatialAxes: 2, size, scale, alignCorners);

    private Tensor<T> Resample(string op, ResampleRule<T> rule, int spatialAxes, Pair? size, double? scale, bool alignCorners)
    {
        TensorTape<T> tape = OwnTape(op);
        Shape x = ImageShape(op, tape, spatialAxes);
        if (size.HasValue == scale.HasValue) Throw.SizeOrScale(op);
        Pair from = (spatialAxes == 1 ? 1 : x[^2], x[^1]);
        if (from.Height == 0 || from.Width == 0) Throw.NoPixels(op, x);
        Pair to = size ?? (spatialAxes == 1 ? 1 : Scaled(from.Height), Scaled(from.Width));
        Shape y = Windows.Sized(op, x, to);
        var steps = new ResampleSteps(spatialAxes == 1 ? 1 : Step(from.Height, to.Height), Step(from.Width, to.Width), alignCorners);
        return tape.Record(rule, y, new(tape.Resolve(op, this)), integers: tape.Keep(steps.Integers, room: 2 * (to.Height + to.Width)));

        int Scaled(int extent) => (int)Math.Clamp(Math.Floor(extent * scale!.Value), 0, Array.MaxLength);

        double Step(int input, int output) =>
            alignCorners ? (output == 1 ? 0 : (input - 1.0) / (output - 1)) : scale.HasValue ? 1 / scale.Value : (double)input / output;
    }
}
