using System.Numerics;
using System.Runtime.Intrinsics;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Tests.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels.Convolution;

/// <summary>Convolutions, directly and as products with columns, against the loops of the definition. Numbers are small integers, whose sums are exact in any order.</summary>
public abstract unsafe class ConvolutionKernelTests<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T[] Specials = [T.NaN, T.PositiveInfinity, T.NegativeInfinity];

    [SeedProperty]
    public void All_passes_agree_with_plain_loops(Seed seed) => AgreeDirectly(WithLongRows(seed.Random()), seed.Number, specials: 0);

    [SeedProperty]
    public void NaN_and_infinities_reach_what_sees_them_and_nothing_else(Seed seed) => AgreeDirectly(WithLongRows(seed.Random()), seed.Number, specials: 2);

    [SeedProperty]
    public void All_passes_with_columns_agree_with_plain_loops(Seed seed) => AgreeWithColumns(OfAnySize(seed.Random()), seed.Number, specials: 0);

    [SeedProperty]
    public void NaN_and_infinities_in_columns_reach_what_sees_them_and_nothing_else(Seed seed) => AgreeWithColumns(OfAnySize(seed.Random()), seed.Number, specials: 2);

    [Fact]
    public void Images_of_several_bands_agree_with_plain_loops()
    {
        foreach ((int stride, int dilation) in (ReadOnlySpan<(int, int)>)[(1, 1), (2, 1), (1, 2), (3, 2)])
        {
            WindowAxis height = Axis(90, 3, stride, 2, dilation), width = Axis(201, 5, stride, 1, dilation);
            AgreeDirectly(new(2, 2, 2, 1, height, width), stride, specials: 0);
        }
    }

    [Fact]
    public void Images_of_several_tiles_and_blocks_of_channels_agree_with_plain_loops()
    {
        foreach ((int stride, int kernel, int padding, int dilation) in (ReadOnlySpan<(int, int, int, int)>)[(1, 3, 1, 1), (1, 3, 2, 2), (1, 5, 1, 1), (1, 2, 1, 1), (2, 3, 1, 1), (3, 2, 4, 2)])
        {
            WindowAxis height = Axis(29, kernel, stride, padding, dilation), width = Axis(31, kernel, stride, padding, dilation);
            AgreeWithColumns(new(1, 2, 19, 3, height, width), kernel, specials: 2);
            AgreeWithColumns(new(1, 1, 250, 2, Axis(9, kernel, stride, padding, dilation), width), kernel, specials: 2);
        }
    }

    [SeedProperty]
    public void The_bits_of_a_window_do_not_depend_on_where_it_stands(Seed seed)
    {
        // A part of an image is computed in other vectors and other rows than the whole.
        Random random = seed.Random();
        int kernel = random.Next(1, 8), dilation = random.Next(1, 3), reach = dilation * (kernel - 1), top = random.Next(6), left = random.Next(20);
        WindowAxis height = Axis(reach + 1 + random.Next(9), kernel, 1, 0, dilation), width = Axis(reach + 4 + random.Next(40), kernel, 1, 0, dilation);
        WindowAxis tall = Axis(height.Input + top + random.Next(6), kernel, 1, 0, dilation), wide = Axis(width.Input + left + random.Next(20), kernel, 1, 0, dilation);
        T[] image = Samples.Signed<T>(tall.Input * wide.Input, random), weight = Samples.Signed<T>(kernel * kernel, random);
        var part = new T[height.Input * width.Input];
        for (int i = 0; i < part.Length; i++) part[i] = image[(i / width.Input + top) * wide.Input + i % width.Input + left];
        T[] y = new T[tall.Output * wide.Output], yPart = new T[height.Output * width.Output];
        fixed (T* pImage = image, pPart = part, pWeight = weight, pY = y, pYPart = yPart)
        {
            Run(DirectConvolution<T>.Forward(new(1, 1, 1, 1, tall, wide), pImage, pWeight, pY, accumulate: false));
            Run(DirectConvolution<T>.Forward(new(1, 1, 1, 1, height, width), pPart, pWeight, pYPart, accumulate: false));
        }

        for (int i = 0; i < yPart.Length; i++) Assert.Equal(y[(i / width.Output + top) * wide.Output + i % width.Output + left], yPart[i]);
    }

    private static void AgreeDirectly(ConvolutionSizes sizes, int seed, int specials) => Agree(
        sizes, new(seed), specials,
        (x, weight, y, accumulate) => Run(DirectConvolution<T>.Forward(sizes, (T*)x, (T*)weight, (T*)y, accumulate)),
        (dy, weight, dx) => Run(DirectConvolution<T>.InputVjp(sizes, (T*)dy, (T*)weight, (T*)dx)),
        (dy, x, dWeight, sums) => Run(new DirectWeightVjp<T>(sizes, (T*)dy, (T*)x, (T*)dWeight, (T*)sums)));

    private static void AgreeWithColumns(ConvolutionSizes sizes, int seed, int specials) => Agree(
        sizes, new(seed), specials,
        (x, weight, y, accumulate) => Run(new ConvolutionForward<T>(sizes, (T*)x, (T*)weight, (T*)y, accumulate)),
        (dy, weight, dx) => Run(new ConvolutionInputVjp<T>(sizes, (T*)dy, (T*)weight, (T*)dx)),
        (dy, x, dWeight, sums) => Run(new ConvolutionWeightVjp<T>(sizes, (T*)dy, (T*)x, (T*)dWeight, (T*)sums)));

    private static void Agree(
        ConvolutionSizes sizes, Random random, int specials,
        Action<nint, nint, nint, bool> forward, Action<nint, nint, nint> inputVjp, Action<nint, nint, nint, nint> weightVjp)
    {
        int inputs = sizes.Images * sizes.Groups * sizes.Inputs * sizes.InputArea, outputs = sizes.Images * sizes.Groups * sizes.Outputs * sizes.OutputArea;
        T[] x = Integers(inputs, random), dy = Integers(outputs, random), weight = Integers(sizes.WeightLength, random);
        T[] before = Integers(outputs, random), dx = Integers(inputs, random), dWeight = Integers(sizes.WeightLength, random);
        for (int i = 0; i < specials; i++) (i == 0 ? x : dy)[random.Next(i == 0 ? inputs : outputs)] = Specials[random.Next(Specials.Length)];
        using GuardedPages<T> pagesX = new(x), pagesDy = new(dy), pagesWeight = new(weight), fresh = new(before), sum = new(before), gradX = new(dx), gradWeight = new(dWeight);
        var shares = new WeightShares(sizes);
        using GuardedPages<T> sums = new(shares.SumsLength);
        fixed (T* pX = pagesX.Span, pDy = pagesDy.Span, pWeight = pagesWeight.Span, pFresh = fresh.Span, pSum = sum.Span, pDx = gradX.Span, pDWeight = gradWeight.Span, pSums = sums.Span)
        {
            forward((nint)pX, (nint)pWeight, (nint)pFresh, false);
            forward((nint)pX, (nint)pWeight, (nint)pSum, true);
            inputVjp((nint)pDy, (nint)pWeight, (nint)pDx);
            weightVjp((nint)pDy, (nint)pX, (nint)pDWeight, (nint)pSums);
            shares.Add(pSums, pDWeight);
        }

        var y = new T[outputs];
        ForEachProduct(sizes, (image, w, result) =>
        {
            y[result] += (image < 0 ? T.Zero : x[image]) * weight[w];
            if (image >= 0) dx[image] += dy[result] * weight[w];
            dWeight[w] += (image < 0 ? T.Zero : x[image]) * dy[result];
        });
        Precision.AssertIdentical<T>(y, fresh.Span, $"y of {sizes}");
        Precision.AssertIdentical<T>([.. y.Zip(before, (one, other) => one + other)], sum.Span, $"y added to, of {sizes}");
        Precision.AssertIdentical<T>(dx, gradX.Span, $"dx of {sizes}");
        Precision.AssertIdentical<T>(dWeight, gradWeight.Span, $"dW of {sizes}");
        foreach (GuardedPages<T> pages in (GuardedPages<T>[])[pagesX, pagesDy, pagesWeight, fresh, sum, gradX, gradWeight, sums]) Assert.True(pages.IsIntact);
    }

    // Units in reverse order, as threads might run them, and with rubbish in the scratch of each.
    private static void Run<TUnits>(TUnits units) where TUnits : struct, IUnits<T>
    {
        using GuardedPages<T> scratch = new(units.ScratchLength);
        fixed (T* pScratch = scratch.Span)
        {
            for (int unit = units.Count - 1; unit >= 0; unit--)
            {
                scratch.Span.Fill(T.NaN);
                units.Run(unit, pScratch);
            }
        }

        Assert.True(scratch.IsIntact);
    }

    // The number of the element of the image is −1 in the padding.
    private static void ForEachProduct(ConvolutionSizes sizes, Action<int, int, int> visit)
    {
        (WindowAxis height, WindowAxis width) = (sizes.Height, sizes.Width);
        for (int filter = 0; filter < sizes.Images * sizes.Groups * sizes.Outputs; filter++)
            for (int channel = 0; channel < sizes.Inputs; channel++)
                for (int place = 0; place < sizes.OutputArea; place++)
                    for (int tap = 0; tap < sizes.Taps; tap++)
                    {
                        int h = place / width.Output * height.Stride + height.Start(tap / width.Kernel), w = place % width.Output * width.Stride + width.Start(tap % width.Kernel);
                        bool inside = h >= 0 && w >= 0 && h < height.Input && w < width.Input;
                        int plane = filter / sizes.Outputs * sizes.Inputs + channel;
                        visit(
                            inside ? (plane * height.Input + h) * width.Input + w : -1,
                            (filter % (sizes.Groups * sizes.Outputs) * sizes.Inputs + channel) * sizes.Taps + tap,
                            filter * sizes.OutputArea + place);
                    }
    }

    // Rows at least as long as the shortest vector, on both sides.
    private static ConvolutionSizes WithLongRows(Random random)
    {
        while (true)
        {
            WindowAxis height = Drawn(random, 6), width = Drawn(random, 40);
            if (height.Output > 0 && width.Output >= Vector128<T>.Count && width.Input >= Vector128<T>.Count)
                return new(random.Next(1, 3), random.Next(1, 4), random.Next(1, 4), random.Next(1, 4), height, width);
        }
    }

    // Half of them give images of the size they take, as most layers do.
    private static ConvolutionSizes OfAnySize(Random random)
    {
        while (true)
        {
            WindowAxis height = Drawn(random, 8), width = Drawn(random, 20);
            if (random.Next(2) == 0)
            {
                int reach = random.Next(1, 4), dilation = random.Next(1, 3), kernel = 2 * reach + 1;
                (height, width) = (Axis(height.Input, kernel, 1, reach * dilation, dilation), Axis(width.Input, kernel, 1, reach * dilation, dilation));
            }

            if (height.Output > 0 && width.Output > 0) return new(random.Next(1, 3), random.Next(1, 3), random.Next(1, 8), random.Next(1, 8), height, width);
        }
    }

    private static WindowAxis Drawn(Random random, int most) => Axis(random.Next(1, most + 6), random.Next(1, 8), random.Next(1, 4), random.Next(0, 5), random.Next(1, 4));

    private static WindowAxis Axis(int input, int kernel, int stride, int padding, int dilation) =>
        new(input, WindowAxis.Windows(input, kernel, stride, padding, dilation), kernel, stride, padding, dilation);

    private static T[] Integers(int length, Random random) => [.. Enumerable.Range(0, length).Select(_ => T.CreateChecked(random.Next(-8, 9)))];
}

public sealed class ConvolutionKernelTestsInSingle : ConvolutionKernelTests<float>;

public sealed class ConvolutionKernelTestsInDouble : ConvolutionKernelTests<double>;
