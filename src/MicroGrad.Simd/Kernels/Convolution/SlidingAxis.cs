namespace MicroGrad.Simd.Kernels;

/// <summary>One axis of a correlation Σ w·source, for outputs or, turned round, for gradients: tap t of window o is place o·Step + t·Dilation of a padded row.</summary>
/// <param name="Source">Elements that are read.</param>
/// <param name="Windows">Elements that are computed.</param>
/// <param name="Kernel">Taps of a window.</param>
/// <param name="Step">From one window to the next.</param>
/// <param name="Dilation">From one tap to the next.</param>
/// <param name="Start">The place of the first element; below 0 where the first ones are in no window.</param>
/// <param name="Spread">From the place of one element to that of the next; all places between hold 0.</param>
internal readonly record struct SlidingAxis(int Source, int Windows, int Kernel, int Step, int Dilation, int Start, int Spread)
{
    /// <summary>From the first tap of a window to its last.</summary>
    public int Reach => (Kernel - 1) * Dilation;

    /// <summary>The windows of a convolution over its input.</summary>
    public static SlidingAxis Over(WindowAxis axis) => new(axis.Input, axis.Output, axis.Kernel, axis.Stride, axis.Dilation, axis.Padding, 1);

    /// <summary>The adjoint: windows over upstream gradients that stand a stride apart, for taps in reverse order.</summary>
    public static SlidingAxis Adjoint(WindowAxis axis) =>
        new(axis.Output, axis.Input, axis.Kernel, 1, axis.Dilation, (axis.Kernel - 1) * axis.Dilation - axis.Padding, axis.Stride);

    /// <summary>The first element whose place does not lie before a given one.</summary>
    public int FirstFrom(int place) => place <= Start ? 0 : Math.Min(Source, (place - Start + Spread - 1) / Spread);
}
