namespace MicroGrad.Simd.Kernels;

/// <summary>The sizes of a convolution of images, each [Groups·Inputs, height, width], with filters [Groups·Outputs, Inputs, taps, taps].</summary>
/// <param name="Images">How many.</param>
/// <param name="Groups">Each group of output channels sees its own group of input channels.</param>
/// <param name="Inputs">Input channels of a group.</param>
/// <param name="Outputs">Output channels of a group.</param>
/// <param name="Height">The vertical axis.</param>
/// <param name="Width">The horizontal axis.</param>
internal readonly record struct ConvolutionSizes(int Images, int Groups, int Inputs, int Outputs, WindowAxis Height, WindowAxis Width)
{
    /// <summary>Elements of an input channel.</summary>
    public int InputArea => Height.Input * Width.Input;

    /// <summary>Elements of an output channel.</summary>
    public int OutputArea => Height.Output * Width.Output;

    /// <summary>Weights of one input channel in one filter.</summary>
    public int Taps => Height.Kernel * Width.Kernel;

    /// <summary>Weights of one filter.</summary>
    public int FilterLength => Inputs * Taps;

    public int WeightLength => Groups * Outputs * FilterLength;

    /// <summary>Every output is a sum over the channels at its own place: the columns are the image as it is.</summary>
    public bool IsPointwise => Height.IsIdentity && Width.IsIdentity;

    /// <summary>Multiply-adds of one pass.</summary>
    public long Work => (long)Images * Groups * Outputs * FilterLength * OutputArea;

    /// <summary>Where a group of an image starts among the inputs.</summary>
    public nint InputStart(int image, int group) => ((nint)image * Groups + group) * Inputs * InputArea;

    /// <summary>Where a group of an image starts among the outputs.</summary>
    public nint OutputStart(int image, int group) => ((nint)image * Groups + group) * Outputs * OutputArea;

    /// <summary>Where the filters of a group start.</summary>
    public nint WeightStart(int group) => (nint)group * Outputs * FilterLength;
}
