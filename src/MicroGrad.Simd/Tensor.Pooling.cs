using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Pools over signals, [batch, channels, width], and images, [batch, channels, height, width].</content>
public readonly partial struct Tensor<T>
{
    /// <summary>The greatest element of every window of signals.</summary>
    /// <param name="kernel">Elements of a window.</param>
    /// <param name="stride">From one window to the next; the kernel where it is left out.</param>
    /// <param name="padding">How far windows reach outside, where everything is −∞; at most half of a window.</param>
    /// <param name="dilation">From one element of a window to the next.</param>
    /// <exception cref="ArgumentException">The tensor has another rank, or no window fits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The kernel, the stride or the dilation is below 1, or the padding is below 0 or above half of a window.</exception>
    /// <remarks>
    /// VJP: the upstream gradient, to the element that was taken: of equal ones the first, row-major. NaN wins, the first one.
    /// A window of which nothing lies inside gives −∞ and has no gradient.
    /// </remarks>
    public Tensor<T> MaxPool1d(int kernel, int? stride = null, int padding = 0, int dilation = 1) =>
        MaxPool("MaxPool1d", spatialAxes: 1, (1, kernel), (1, stride ?? kernel), (0, padding), (1, dilation));

    /// <summary>The greatest element of every window of images.</summary>
    /// <param name="kernel">Elements of a window.</param>
    /// <param name="stride">From one window to the next; the kernel where it is left out.</param>
    /// <param name="padding">How far windows reach outside, where everything is −∞; at most half of a window, and nothing where it is left out.</param>
    /// <param name="dilation">From one element of a window to the next; 1 where it is left out.</param>
    /// <inheritdoc cref="MaxPool1d"/>
    public Tensor<T> MaxPool2d(Pair kernel, Pair? stride = null, Pair? padding = null, Pair? dilation = null) =>
        MaxPool("MaxPool2d", spatialAxes: 2, kernel, stride ?? kernel, padding ?? 0, dilation ?? 1);

    /// <summary>The mean of every window of signals.</summary>
    /// <param name="kernel">Elements of a window.</param>
    /// <param name="stride">From one window to the next; the kernel where it is left out.</param>
    /// <param name="padding">Zeros at either end; at most half of a window.</param>
    /// <param name="countPadding">Whether those zeros count as elements of their windows, or the mean is that of the others.</param>
    /// <exception cref="ArgumentException">The tensor has another rank, or no window fits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The kernel or the stride is below 1, or the padding is below 0 or above half of a window.</exception>
    /// <remarks>VJP: the upstream gradient, in equal shares to the elements of the window.</remarks>
    public Tensor<T> AveragePool1d(int kernel, int? stride = null, int padding = 0, bool countPadding = true) =>
        AveragePool("AveragePool1d", spatialAxes: 1, (1, kernel), (1, stride ?? kernel), (0, padding), countPadding);

    /// <summary>The mean of every window of images.</summary>
    /// <param name="kernel">Elements of a window.</param>
    /// <param name="stride">From one window to the next; the kernel where it is left out.</param>
    /// <param name="padding">Zeros on either side; at most half of a window, and none where it is left out.</param>
    /// <param name="countPadding">Whether those zeros count as elements of their windows, or the mean is that of the others.</param>
    /// <inheritdoc cref="AveragePool1d"/>
    public Tensor<T> AveragePool2d(Pair kernel, Pair? stride = null, Pair? padding = null, bool countPadding = true) =>
        AveragePool("AveragePool2d", spatialAxes: 2, kernel, stride ?? kernel, padding ?? 0, countPadding);

    /// <summary>The greatest element of each of so many windows, which cover signals of any width.</summary>
    /// <param name="size">The width of the result.</param>
    /// <exception cref="ArgumentException">The tensor has another rank, or no elements along the axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    /// <remarks>Window o reaches from ⌊o width / size⌋ to ⌈(o + 1) width / size⌉. Ties, NaN and gradient are as <see cref="MaxPool1d"/> has them.</remarks>
    public Tensor<T> AdaptiveMaxPool1d(int size) => AdaptivePool("AdaptiveMaxPool1d", MaxPoolRule<T>.Adaptive, spatialAxes: 1, (1, size), keepsPlaces: true);

    /// <summary>The greatest element of each of so many windows, which cover images of any size.</summary>
    /// <param name="size">The size of the result.</param>
    /// <inheritdoc cref="AdaptiveMaxPool1d"/>
    public Tensor<T> AdaptiveMaxPool2d(Pair size) => AdaptivePool("AdaptiveMaxPool2d", MaxPoolRule<T>.Adaptive, spatialAxes: 2, size, keepsPlaces: true);

    /// <summary>The mean of each of so many windows, which cover signals of any width.</summary>
    /// <param name="size">The width of the result.</param>
    /// <exception cref="ArgumentException">The tensor has another rank, or no elements along the axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    /// <remarks>Window o reaches from ⌊o width / size⌋ to ⌈(o + 1) width / size⌉. VJP: the upstream gradient, in equal shares to the elements of the window.</remarks>
    public Tensor<T> AdaptiveAveragePool1d(int size) =>
        AdaptivePool("AdaptiveAveragePool1d", AveragePoolRule<T>.Adaptive, spatialAxes: 1, (1, size), keepsPlaces: false);

    /// <summary>The mean of each of so many windows, which cover images of any size.</summary>
    /// <param name="size">The size of the result.</param>
    /// <inheritdoc cref="AdaptiveAveragePool1d"/>
    public Tensor<T> AdaptiveAveragePool2d(Pair size) =>
        AdaptivePool("AdaptiveAveragePool2d", AveragePoolRule<T>.Adaptive, spatialAxes: 2, size, keepsPlaces: false);

    private Tensor<T> MaxPool(string op, int spatialAxes, Pair kernel, Pair stride, Pair padding, Pair dilation)
    {
        TensorTape<T> tape = OwnTape(op);
        Shape y = SlidingPool(op, tape, spatialAxes, kernel, stride, padding, dilation, out Windows windows);
        return tape.Record(MaxPoolRule<T>.Sliding, y, new(tape.Resolve(op, this)), integers: tape.Keep(windows.Integers, room: y.ElementCount));
    }

    private Tensor<T> AveragePool(string op, int spatialAxes, Pair kernel, Pair stride, Pair padding, bool countPadding)
    {
        TensorTape<T> tape = OwnTape(op);
        Shape y = SlidingPool(op, tape, spatialAxes, kernel, stride, padding, dilation: 1, out Windows windows);
        return tape.Record(AveragePoolRule<T>.Sliding, y, new(tape.Resolve(op, this)), countPadding ? 1 : 0, tape.Keep(windows.Integers, room: 2 * y[^1]));
    }

    private Tensor<T> AdaptivePool(string op, Rule<T> rule, int spatialAxes, Pair size, bool keepsPlaces)
    {
        TensorTape<T> tape = OwnTape(op);
        Shape x = ImageShape(op, tape, spatialAxes), y = Windows.Sized(op, x, size);
        if (x[^1] == 0 || (spatialAxes == 2 && x[^2] == 0)) Throw.NoPixels(op, x);
        var windows = new Windows(1, 1, 0, 1);
        return tape.Record(rule, y, new(tape.Resolve(op, this)), integers: tape.Keep(windows.Integers, room: keepsPlaces ? y.ElementCount : 2 * y[^1]));
    }

    private Shape SlidingPool(string op, TensorTape<T> tape, int spatialAxes, Pair kernel, Pair stride, Pair padding, Pair dilation, out Windows windows)
    {
        Shape x = ImageShape(op, tape, spatialAxes);
        windows = Windows.Checked(op, kernel, stride, padding, dilation);
        if (padding.Height > (dilation.Height * (kernel.Height - 1) + 1) / 2 || padding.Width > (dilation.Width * (kernel.Width - 1) + 1) / 2)
            Throw.TooMuchPadding(op, padding, kernel, dilation);
        return windows.Count(op, x, filters: x[1]);
    }

    private Shape ImageShape(string op, TensorTape<T> tape, int spatialAxes)
    {
        Shape x = tape.ShapeOf(op, this);
        if (x.Rank != 2 + spatialAxes) Throw.NotImages(op, x, spatialAxes);
        return x;
    }
}
