using System.Numerics;

namespace MicroGrad.Simd.Catalogue.Tests.Convolution;

/// <summary>A convolution as its definition says: seven loops.</summary>
internal sealed record PlainConvolution(
    int Batch, int Groups, int Inputs, int Outputs, Pair Image, Pair Kernel, Pair Stride, Pair Padding, Pair Dilation)
{
    public Pair Result => (
        (Image.Height + 2 * Padding.Height - Dilation.Height * (Kernel.Height - 1) - 1) / Stride.Height + 1,
        (Image.Width + 2 * Padding.Width - Dilation.Width * (Kernel.Width - 1) - 1) / Stride.Width + 1);

    public Shape ImageShape => [Batch, Groups * Inputs, Image.Height, Image.Width];

    public Shape WeightShape => [Groups * Outputs, Inputs, Kernel.Height, Kernel.Width];

    public Shape ResultShape => [Batch, Groups * Outputs, Result.Height, Result.Width];

    /// <summary>Calls with the numbers of an element of the image, one of the weight and one of the result, for every product that there is.</summary>
    public void ForEachProduct(Action<int, int, int> visit)
    {
        for (int n = 0; n < Batch; n++)
            for (int o = 0; o < Groups * Outputs; o++)
                for (int c = 0; c < Inputs; c++)
                    for (int row = 0; row < Result.Height; row++)
                        for (int column = 0; column < Result.Width; column++)
                            for (int i = 0; i < Kernel.Height; i++)
                                for (int j = 0; j < Kernel.Width; j++)
                                {
                                    int h = row * Stride.Height + i * Dilation.Height - Padding.Height, w = column * Stride.Width + j * Dilation.Width - Padding.Width;
                                    if (h < 0 || w < 0 || h >= Image.Height || w >= Image.Width) continue;
                                    int channel = o / Outputs * Inputs + c;
                                    visit(
                                        ((n * Groups * Inputs + channel) * Image.Height + h) * Image.Width + w,
                                        ((o * Inputs + c) * Kernel.Height + i) * Kernel.Width + j,
                                        ((n * Groups * Outputs + o) * Result.Height + row) * Result.Width + column);
                                }
    }

    public T[] Forward<T>(T[] x, T[] weight) where T : INumberBase<T>
    {
        var y = new T[ResultShape.ElementCount];
        ForEachProduct((image, w, result) => y[result] += x[image] * weight[w]);
        return y;
    }

    public T[] Transposed<T>(T[] y, T[] weight) where T : INumberBase<T>
    {
        var x = new T[ImageShape.ElementCount];
        ForEachProduct((image, w, result) => x[image] += y[result] * weight[w]);
        return x;
    }

    public T[] WeightVjp<T>(T[] dy, T[] x) where T : INumberBase<T>
    {
        var dWeight = new T[WeightShape.ElementCount];
        ForEachProduct((image, w, result) => dWeight[w] += dy[result] * x[image]);
        return dWeight;
    }
}
