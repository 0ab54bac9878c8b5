using System.Runtime.InteropServices;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>How windows move over images, as a node's integers keep it. A signal is an image of height 1, with values there that change nothing.</summary>
internal readonly record struct Windows(Pair Kernel, Pair Stride, Pair Padding, Pair Dilation)
{
    /// <summary>How many integers keep it.</summary>
    public const int Length = 8;

    /// <summary>As integers for a node to keep.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int> Integers => MemoryMarshal.Cast<Windows, int>(MemoryMarshal.CreateReadOnlySpan(in this, 1));

    public static Windows Of(ReadOnlySpan<int> integers) => MemoryMarshal.Cast<int, Windows>(integers)[0];

    /// <summary>Throws where a number is too small.</summary>
    public static Windows Checked(string op, Pair kernel, Pair stride, Pair padding, Pair dilation)
    {
        Require(op, "kernel", kernel, 1);
        Require(op, "stride", stride, 1);
        Require(op, "padding", padding, 0);
        Require(op, "dilation", dilation, 1);
        return new(kernel, stride, padding, dilation);
    }

    /// <summary>The result's shape, with an element for each window; throws where none fits.</summary>
    public Shape Count(string op, in Shape x, int filters)
    {
        int width = WindowAxis.Windows(x[^1], Kernel.Width, Stride.Width, Padding.Width, Dilation.Width);
        int height = x.Rank == 3 ? 1 : WindowAxis.Windows(x[^2], Kernel.Height, Stride.Height, Padding.Height, Dilation.Height);
        if (width == 0 || height == 0) Throw.NoWindow(op, x, Kernel, Padding, Dilation);
        return x.Rank == 3 ? [x[0], filters, width] : [x[0], filters, height, width];
    }

    /// <summary>The result's shape, over which as many windows as x has elements are spread; throws where nothing is left of it.</summary>
    public Shape Spread(string op, in Shape x, int filters, Pair more)
    {
        Require(op, "outputPadding", more, 0);
        if (more.Width >= Math.Max(Stride.Width, Dilation.Width) || (x.Rank == 4 && more.Height >= Math.Max(Stride.Height, Dilation.Height)))
            Throw.OutputPadding(op, more, Stride, Dilation);
        long width = (x[^1] - 1L) * Stride.Width - 2L * Padding.Width + Dilation.Width * (Kernel.Width - 1L) + more.Width + 1;
        long height = x.Rank == 3 ? 1 : (x[^2] - 1L) * Stride.Height - 2L * Padding.Height + Dilation.Height * (Kernel.Height - 1L) + more.Height + 1;
        if (width < 1 || height < 1 || x[^1] < 1 || x[^2] < 1) Throw.NothingLeft(op, x, Kernel, Padding);
        return x.Rank == 3 ? [x[0], filters, checked((int)width)] : [x[0], filters, checked((int)height), checked((int)width)];
    }

    /// <summary>The shape of a result whose spatial size is given.</summary>
    public static Shape Sized(string op, in Shape x, Pair size)
    {
        Require(op, "size", size, 1);
        return x.Rank == 3 ? [x[0], x[1], size.Width] : [x[0], x[1], size.Height, size.Width];
    }

    /// <summary>The vertical axis: windows of a result over the elements of images.</summary>
    public WindowAxis Height(in Shape images, in Shape result) =>
        images.Rank == 3 ? WindowAxis.None : new(images[^2], result[^2], Kernel.Height, Stride.Height, Padding.Height, Dilation.Height);

    /// <summary>The horizontal axis.</summary>
    public WindowAxis Width(in Shape images, in Shape result) => new(images[^1], result[^1], Kernel.Width, Stride.Width, Padding.Width, Dilation.Width);

    /// <summary>Of a convolution of images with filters.</summary>
    public ConvolutionSizes Sizes(in Shape images, in Shape filters, in Shape result, int groups) =>
        new(images[0], groups, filters[1], filters[0] / groups, Height(images, result), Width(images, result));

    private static void Require(string op, string what, Pair value, int least)
    {
        if (value.Height < least || value.Width < least) Throw.TooSmall(op, what, value, least);
    }
}
